package io.celesteos.testbed.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that every module keeps. A module's {@code ArchitectureTests} is one line:
 *
 * <pre>{@code
 * HouseRules.check(SearchApplication.class);
 * }</pre>
 */
public final class HouseRules {

    private HouseRules() {}

    /**
     * Checks the main classes of the module that {@code anyClass} belongs to: everything below
     * {@code io.celesteos.<module>}.
     *
     * @throws AssertionError with every violation of every rule and the reasons
     */
    public static void check(Class<?> anyClass) {
        String root = moduleRoot(anyClass);
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("there are no main classes below " + root);
        }
        String failures = rules(root)
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .filter(result -> result.hasViolation())
                .map(result -> result.getFailureReport().toString())
                .collect(Collectors.joining("\n\n"));
        if (!failures.isEmpty()) {
            throw new AssertionError(failures);
        }
    }

    private static Stream<ArchRule> rules(String root) {
        return Stream.of(NamingRules.all(), WiringRules.all(), CodingRules.all(), BoundaryRules.all(root))
                .flatMap(List::stream);
    }

    /** {@code io.celesteos.search.query.SearchEndpoint} belongs to {@code io.celesteos.search}. */
    private static String moduleRoot(Class<?> anyClass) {
        if (!anyClass.getPackageName().startsWith("io.celesteos.")) {
            throw new IllegalArgumentException(anyClass + " belongs to no module of this suite");
        }
        return Arrays.stream(anyClass.getPackageName().split("\\.")).limit(3).collect(Collectors.joining("."));
    }
}
