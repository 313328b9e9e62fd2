package io.celesteos.contracts.web;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.search.SearchRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with every way to go wrong, the same on both web stacks. */
@RestController
public class EchoEndpoint {

    @PostMapping(path = "/echo", consumes = MediaType.APPLICATION_JSON_VALUE)
    SearchRequest echo(@Valid @RequestBody SearchRequest request) {
        return request;
    }

    @GetMapping(path = "/count", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Integer> count(@RequestParam("limit") @Max(10) int limit) {
        return Map.of("limit", limit);
    }

    @GetMapping("/tagged")
    Map<String, String> tagged(@RequestHeader("X-Tag") String tag) {
        return Map.of("tag", tag);
    }

    @GetMapping("/broken")
    Map<String, String> broken() {
        throw new IllegalStateException("select secret from yachts at db.internal:5432");
    }

    @GetMapping("/unwritable")
    Object unwritable() {
        return new Object() {
            public String getSecret() {
                throw new IllegalStateException("db.internal:5432");
            }
        };
    }

    @GetMapping("/busy")
    Map<String, String> busy() {
        throw ProblemException.retryLater(ProblemType.OVERLOADED, "The queue is full.", Duration.ofMillis(1_500));
    }
}
