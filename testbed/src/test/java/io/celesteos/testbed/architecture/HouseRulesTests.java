package io.celesteos.testbed.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTests {

    private static final String SAMPLE = "io.celesteos.testbed.architecture.sample";

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("violations")
    void everyRuleBites(String sample, ArchRule rule, String complaint) {
        EvaluationResult result = rule.evaluate(classes(sample));

        assertThat(result.hasViolation()).as(rule.getDescription()).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(complaint));
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments("layered", NamingRules.PACKAGES_ARE_CAPABILITIES, "package named 'util'"),
                arguments("naming", NamingRules.CLASSES_HAVE_A_JOB, "OrderHelper ends with 'Helper'"),
                arguments("unmarked", NamingRules.PACKAGES_ARE_NULL_MARKED, "has no @NullMarked"),
                arguments("settings.bean", WiringRules.PROPERTIES_ARE_VALIDATED_RECORDS, "is no record"),
                arguments("settings.misnamed", WiringRules.PROPERTIES_ARE_VALIDATED_RECORDS, "is not named"),
                arguments("settings.unvalidated", WiringRules.PROPERTIES_ARE_VALIDATED_RECORDS, "is not @Validated"),
                arguments("settings.lenient", WiringRules.PROPERTIES_ARE_VALIDATED_RECORDS, "ignores unknown keys"),
                arguments("injection", WiringRules.NO_FIELD_INJECTION, "InjectedField.work"),
                arguments("value.field", WiringRules.NO_VALUE_FIELDS, "ValueField.limit"),
                arguments("value.parameter", WiringRules.NO_VALUE_PARAMETERS, "ValueParameter"),
                arguments("time.instant", CodingRules.TIME_COMES_FROM_A_CLOCK, "Instant.now()"),
                arguments("time.zone", CodingRules.TIME_COMES_FROM_A_CLOCK, "LocalDate.now(java.time.ZoneId)"),
                arguments("time.millis", CodingRules.TIME_COMES_FROM_A_CLOCK, "currentTimeMillis"),
                arguments("time.date", CodingRules.TIME_COMES_FROM_A_CLOCK, "java.util.Date"),
                arguments("sleeping", CodingRules.nobodySleepsBut(Set.of()), "Thread.sleep"),
                arguments("printing", CodingRules.NO_PRINTED_STACK_TRACES, "printStackTrace"),
                arguments("letters.lower", CodingRules.CASE_NEEDS_A_LOCALE, "toLowerCase()"),
                arguments("letters.upper", CodingRules.CASE_NEEDS_A_LOCALE, "toUpperCase()"),
                arguments("endpoints", BoundaryRules.ENDPOINTS_STAND_ALONE, "SecondEndpoint"),
                arguments("cycle", BoundaryRules.featuresAreFreeOfCycles(SAMPLE + ".cycle"), "Cycle detected"),
                arguments("djl", BoundaryRules.MODELS_STAY_IN_INFERENCE, "ai.djl.Model"),
                arguments("lucene", BoundaryRules.LUCENE_STAYS_IN_ITS_ADAPTERS, "org.apache.lucene.search.Query"),
                arguments("jdbc", BoundaryRules.JDBC_STAYS_IN_ITS_ADAPTERS, "java.sql.Connection"),
                arguments("redis", BoundaryRules.REDIS_STAYS_IN_ITS_ADAPTERS, "io.lettuce.core.RedisClient"));
    }

    @Test
    void codeThatKeepsTheRulesPassesThemAll() {
        JavaClasses clean = classes("clean");

        assertThat(allRules(SAMPLE + ".clean"))
                .allSatisfy(rule -> assertThat(rule.allowEmptyShould(true)
                                .evaluate(clean)
                                .getFailureReport()
                                .getDetails())
                        .isEmpty());
    }

    @Test
    void everyRuleNamesItsReason() {
        assertThat(allRules(SAMPLE)).extracting(ArchRule::getDescription).allMatch(text -> text.contains(", because "));
    }

    @Test
    void anExcusedClassMaySleep() {
        ArchRule rule = CodingRules.nobodySleepsBut(Set.of(SAMPLE + ".sleeping.Sleeper"));

        assertThat(rule.evaluate(classes("sleeping")).hasViolation()).isFalse();
    }

    @Test
    void featuresMayDependOnEachOtherInOneDirection() {
        ArchRule rule = BoundaryRules.featuresAreFreeOfCycles(SAMPLE);

        assertThat(rule.evaluate(classes("cycle")).hasViolation()).isFalse();
    }

    @Test
    void aModuleIsCheckedFromAnyOfItsClasses() {
        assertThatCode(() -> HouseRules.check(HouseRules.class)).doesNotThrowAnyException();
    }

    @Test
    void aClassOfNoModuleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HouseRules.check(java.util.List.class))
                .withMessageContaining("belongs to no module");
    }

    private static List<ArchRule> allRules(String root) {
        return Stream.of(NamingRules.all(), WiringRules.all(), CodingRules.all(), BoundaryRules.all(root))
                .flatMap(List::stream)
                .toList();
    }

    private static JavaClasses classes(String sample) {
        return new ClassFileImporter().importPackages(SAMPLE + "." + sample);
    }
}
