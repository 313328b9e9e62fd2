package io.celesteos.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.celesteos.contracts.search.SearchRequest;
import io.celesteos.contracts.web.JsonStrictness;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

class ProblemMapperTests {

    private static final String YACHT = "00000000-0000-4000-8000-000000000001";
    private final JsonMapper json = JsonStrictness.mapper();

    record Picky(String name) {
        Picky {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("table secrets, column name");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void unreadableSearchesSayWhichFieldAndWhatIsAllowed(String body, String code, String field, String detail) {
        ProblemException problem = ProblemMapper.map(reading(body, SearchRequest.class));

        assertThat(problem.type().code()).isEqualTo(code);
        assertThat(problem.detail()).contains(detail);
        assertThat(problem.errors().stream().map(FieldProblem::field).toList())
                .isEqualTo(field == null ? List.of() : List.of(field));
    }

    static Stream<Arguments> unreadable() {
        String uuid = "a UUID, e.g. 00000000-0000-4000-8000-000000000001";
        return Stream.of(
                arguments("{\"query\": ", "malformed_json", null, "not valid JSON at line 1"),
                arguments("{\"query\": \"a\"} x", "malformed_json", null, "not valid JSON"),
                arguments("", "malformed_json", null, "A JSON body is required."),
                arguments("[]", "malformed_json", null, "must be one JSON object"),
                arguments("\"text\"", "malformed_json", null, "must be one JSON object"),
                arguments("{\"query\":\"a\",\"query\":\"b\"}", "malformed_json", null, "not valid JSON"),
                arguments("{\"query\": 5}", "invalid_request", "query", "query must be a string"),
                arguments("{\"query\": {}}", "invalid_request", "query", "query must be a string"),
                arguments("{\"yacht_id\": \"x\"}", "invalid_request", "yacht_id", "yacht_id must be " + uuid),
                arguments("{\"yacht_id\": 5}", "invalid_request", "yacht_id", "yacht_id must be " + uuid),
                arguments("{\"top_k\": \"ten\"}", "invalid_request", "top_k", "top_k must be a whole number"),
                arguments("{\"top_k\": \"10\"}", "invalid_request", "top_k", "top_k must be a whole number"),
                arguments("{\"top_k\": 1.5}", "invalid_request", "top_k", "top_k must be a whole number"),
                arguments("{\"rerank\": \"yes\"}", "invalid_request", "rerank", "rerank must be true or false"),
                arguments("{\"rerank\": 1}", "invalid_request", "rerank", "rerank must be true or false"),
                arguments("{\"min_score\": \"low\"}", "invalid_request", "min_score", "min_score must be a number"),
                arguments(
                        "{\"search_type\": \"fuzzy\"}",
                        "invalid_request",
                        "search_type",
                        "search_type must be one of vector, bm25, hybrid"),
                arguments("{\"search_type\": 1}", "invalid_request", "search_type", "one of vector, bm25, hybrid"),
                arguments("{\"filters\": \"x\"}", "invalid_request", "filters", "filters must be an object"),
                arguments("{\"filters\": {\"tags\": \"x\"}}", "invalid_request", "filters.tags", "must be a list"),
                arguments("{\"filters\": {\"tags\": [\"a\", 7]}}", "invalid_request", "filters.tags[1]", "a string"),
                arguments(
                        "{\"filters\": {\"date_range\": {\"start\": \"yesterday\"}}}",
                        "invalid_request",
                        "filters.date_range.start",
                        "must be a date, e.g. 2024-12-31"),
                arguments(
                        "{\"filters\": " + "[".repeat(2000) + "]".repeat(2000) + "}",
                        "invalid_request",
                        "filters",
                        "must be an object"),
                arguments(
                        "{\"unknown\": " + "[".repeat(2000) + "]".repeat(2000) + "}",
                        "malformed_json",
                        null,
                        "nested too deeply"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        SearchRequest request = json.readValue(
                "{\"query\":\"a\",\"yacht_id\":\"" + YACHT + "\",\"mood\":{\"x\":[1]}}", SearchRequest.class);

        assertThat(request.query()).isEqualTo("a");
    }

    @Test
    void aValueThatARecordRefusesIsNamedWithoutItsInsides() {
        ProblemException problem = ProblemMapper.map(reading("{\"name\":\"\"}", Picky.class));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(problem.detail()).doesNotContain("secrets");
    }

    @Test
    void violationsAreListedByWireNameInOrder() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var request = json.readValue("{\"top_k\": 0, \"rrf_k\": 5000}", SearchRequest.class);
            var violations = factory.getValidator().validate(request);

            ProblemException problem = ProblemMapper.map(new ConstraintViolationException(violations));

            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(problem.errors())
                    .extracting(FieldProblem::field)
                    .containsExactly("query", "rrf_k", "top_k", "yacht_id");
        }
    }

    @Test
    void aQueryThatIsTooLongHasItsOwnCode() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var request = json.readValue(
                    "{\"query\":\"" + "a".repeat(2001) + "\",\"yacht_id\":\"" + YACHT + "\"}", SearchRequest.class);

            ProblemException problem = ProblemMapper.map(
                    new ConstraintViolationException(factory.getValidator().validate(request)));

            assertThat(problem.type()).isEqualTo(ProblemType.QUERY_TOO_LONG);
            assertThat(problem.errors()).extracting(FieldProblem::field).containsExactly("query");
        }
    }

    @Test
    void aRangeThatEndsBeforeItStartsIsReportedOnItsEnd() {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var request = json.readValue(
                    "{\"query\":\"a\",\"yacht_id\":\"" + YACHT
                            + "\",\"filters\":{\"date_range\":{\"start\":\"2024-12-31\",\"end\":\"2024-01-01\"}}}",
                    SearchRequest.class);

            ProblemException problem = ProblemMapper.map(
                    new ConstraintViolationException(factory.getValidator().validate(request)));

            assertThat(problem.detail()).isEqualTo("filters.date_range.end must not be before start");
        }
    }

    @Test
    void boundFormFieldsAreListed() {
        var binding = new BeanPropertyBindingResult(new Object(), "form");
        binding.addError(new org.springframework.validation.FieldError("form", "topK", "must be positive"));

        ProblemException problem = ProblemMapper.map(new BindException(binding));

        assertThat(problem.errors()).containsExactly(new FieldProblem("top_k", "must be positive"));
    }

    @Test
    void anEmptyListOfViolationsIsStillInvalid() {
        var nothing = new BindException(new BeanPropertyBindingResult(new Object(), "form"));

        assertThat(ProblemMapper.map(nothing).detail()).isEqualTo("body is invalid");
    }

    @Test
    void aMissingBodyIsTheCallersFault() {
        var missing = new HttpMessageNotReadableException(
                "Required request body is missing", new MockHttpInputMessage(new byte[0]));

        assertThat(ProblemMapper.map(missing).type()).isEqualTo(ProblemType.MALFORMED_JSON);
    }

    @Test
    void aBodyThatOutgrowsTheBufferIsTooLarge() {
        var wrapped = new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "", new DataBufferLimitException("64"));

        assertThat(ProblemMapper.map(wrapped).type()).isEqualTo(ProblemType.BODY_TOO_LARGE);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsOurFault() {
        Throwable unwritable = catchThrowable(() -> json.writeValueAsString(new Object() {
            public Object getSelf() {
                throw new IllegalStateException("jdbc:postgresql://db.internal");
            }
        }));
        var failure = new HttpMessageNotWritableException("no", unwritable);

        ProblemException problem = ProblemMapper.map(failure);

        assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(problem.detail()).doesNotContain("db.internal");
    }

    @Test
    void whatIsNotOnTheListTellsNothing() {
        ProblemException problem =
                ProblemMapper.map(new IllegalStateException("select * from yachts failed at db.internal:5432"));

        assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL_ERROR);
        assertThat(problem.detail()).doesNotContain("select").doesNotContain("db.internal");
        assertThat(problem.getCause()).hasMessageContaining("select");
    }

    @Test
    void aProblemDeepInTheCausesIsFound() {
        var told = ProblemException.retryLater(ProblemType.STARTING, "The index is loading.", Duration.ofSeconds(3));

        assertThat(ProblemMapper.map(new RuntimeException(new IllegalStateException(told))))
                .isSameAs(told);
    }

    @Test
    void causesThatRunInCirclesEnd() {
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(ProblemMapper.map(first).type()).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeIsDescribedInTheCallersWords(Class<?> type, String description) {
        var mismatch = new TypeMismatchException("x", type);
        mismatch.initPropertyName("limit");

        assertThat(ProblemMapper.map(mismatch).detail()).isEqualTo("limit must be " + description);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(int.class, "a whole number"),
                arguments(Double.class, "a number"),
                arguments(Boolean.class, "true or false"),
                arguments(String.class, "a string"),
                arguments(List.class, "a list"),
                arguments(Array.newInstance(float.class, 0).getClass(), "a list"),
                arguments(java.time.ZoneId.class, "an IANA time zone, e.g. Europe/Monaco"),
                arguments(java.time.Instant.class, "an ISO-8601 instant with offset, e.g. 2024-12-31T12:00:00Z"),
                arguments(java.util.Map.class, "an object"),
                arguments(null, "of the documented type"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "409, CONFLICT",
        "413, BODY_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "418, INVALID_REQUEST",
        "429, RATE_LIMITED",
        "502, UPSTREAM_UNAVAILABLE",
        "503, UPSTREAM_UNAVAILABLE",
        "504, DEADLINE_EXCEEDED",
        "500, INTERNAL_ERROR",
        "599, INTERNAL_ERROR"
    })
    void everyStatusHasItsGeneralType(int status, ProblemType type) {
        assertThat(ProblemMapper.fromStatus(HttpStatusCode.valueOf(status)).type())
                .isEqualTo(type);
        assertThat(ProblemMapper.map(new ResponseStatusException(HttpStatusCode.valueOf(status), "db.internal"))
                        .detail())
                .isNotBlank()
                .doesNotContain("db.internal");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void codesAndUrisAreMadeFromTheName(ProblemType type) {
        assertThat(type.code()).matches("[a-z_]+");
        assertThat(type.uri()).hasToString("urn:celeste:problem:" + type.code());
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.retryable())
                .isEqualTo(type.status() >= 500
                        || type.status() == 429
                        // The one conflict that ends by itself.
                        || type == ProblemType.IDEMPOTENCY_IN_PROGRESS);
    }

    @ParameterizedTest
    @CsvSource({
        "yachtId, yacht_id",
        "filters.dateRange.end, filters.date_range.end",
        "topK, top_k",
        "bm25Weight, bm25_weight"
    })
    void javaNamesBecomeWireNames(String java, String wire) {
        assertThat(ProblemMapper.wireName(java)).isEqualTo(wire);
    }

    private Throwable reading(String body, Class<?> type) {
        Throwable failure = catchThrowable(() -> json.readValue(body, type));
        assertThat(failure).as(body).isNotNull();
        return new HttpMessageNotReadableException("unreadable", failure, new MockHttpInputMessage(new byte[0]));
    }
}
