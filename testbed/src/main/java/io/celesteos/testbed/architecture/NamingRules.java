package io.celesteos.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that say what a thing does, and packages that say what may be null. */
final class NamingRules {

    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

    private static final Set<String> BANNED_PACKAGES = Set.of(
            "util",
            "utils",
            "helper",
            "helpers",
            "manager",
            "managers",
            "common",
            "impl",
            "misc",
            "service",
            "services",
            "controller",
            "controllers",
            "repository",
            "repositories",
            "dto",
            "dtos");

    private static final List<String> BANNED_SUFFIXES =
            List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Common", "Impl", "Misc", "Controller");

    static final ArchRule PACKAGES_ARE_CAPABILITIES = classes()
            .should(new ArchCondition<JavaClass>("live in a package named after a capability") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    // Only our part of the name: java.util and the like are none of this rule's business.
                    Arrays.stream(type.getPackageName().split("\\."))
                            .skip(2)
                            .filter(BANNED_PACKAGES::contains)
                            .forEach(segment -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " lives in a package named '" + segment + "'")));
                }
            })
            .because("a layer says nothing about what it is for: name the package after what it does (query, fusion,"
                    + " extract) and put the class beside the code that uses it");

    static final ArchRule CLASSES_HAVE_A_JOB = classes()
            .that()
            .areTopLevelClasses()
            .should(new ArchCondition<JavaClass>("be named after their one job") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    BANNED_SUFFIXES.stream()
                            .filter(type.getSimpleName()::endsWith)
                            .forEach(suffix -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " ends with '" + suffix + "'")));
                }
            })
            .because(
                    "such names collect what fits nowhere: name the job (XEndpoint for HTTP, XPipeline for the recipe),"
                            + " and an adapter after its technology (PgVectorRetriever)");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(new ArchCondition<JavaClass>("live in a package that is @NullMarked") {
                private final Set<String> reported = new HashSet<>();

                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    JavaPackage home = type.getPackage();
                    if (!home.isAnnotatedWith(NULL_MARKED) && reported.add(home.getName())) {
                        events.add(SimpleConditionEvent.violated(
                                type, "package " + home.getName() + " has no @NullMarked package-info.java"));
                    }
                }

                @Override
                public void finish(ConditionEvents events) {
                    reported.clear();
                }
            })
            .because("the null checker skips what is not marked: add a package-info.java with @NullMarked and use"
                    + " @Nullable where absence means something");

    private NamingRules() {}

    static List<ArchRule> all() {
        return List.of(PACKAGES_ARE_CAPABILITIES, CLASSES_HAVE_A_JOB, PACKAGES_ARE_NULL_MARKED);
    }
}
