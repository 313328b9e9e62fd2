package io.celesteos.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Calls that make code untestable, or different from one machine to the next. */
final class CodingRules {

    /** Who may sleep, and why nothing better is to be had there. */
    static final Map<String, String> MAY_SLEEP = Map.of(
            "io.celesteos.contracts.client.ServiceClient",
            "waits between two attempts on the caller's own virtual thread, bounded by the request's deadline",
            "io.celesteos.stack.demo.DemoLoader",
            "a command line that watches another process's job, which tells nobody when it ends; bounded");

    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .accessTargetWhere(use("the wall clock past the Clock", CodingRules::readsWallClock))
            .because(
                    "a test must be able to set the time: inject java.time.Clock and use clock.instant() or now(clock),"
                            + " and System.nanoTime() for durations");

    static final ArchRule NO_PRINTED_STACK_TRACES = noClasses()
            .should()
            .accessTargetWhere(use("printStackTrace", target -> is(target, Throwable.class, "printStackTrace")))
            .because("it goes past the log and its request id: log.error(\"what failed\", exception), or throw");

    static final ArchRule CASE_NEEDS_A_LOCALE = noClasses()
            .should()
            .accessTargetWhere(use("the machine's case rules", CodingRules::convertsCaseByDefaultLocale))
            .because("a Turkish machine turns I into ı: toLowerCase(Locale.ROOT)");

    private CodingRules() {}

    static List<ArchRule> all() {
        return List.of(
                TIME_COMES_FROM_A_CLOCK,
                nobodySleepsBut(MAY_SLEEP.keySet()),
                NO_PRINTED_STACK_TRACES,
                CASE_NEEDS_A_LOCALE);
    }

    static ArchRule nobodySleepsBut(Set<String> excused) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are not " + excused,
                        type -> !excused.contains(topLevel(type).getName())))
                .should()
                .accessTargetWhere(use("Thread.sleep", target -> is(target, Thread.class, "sleep")))
                .because("a sleep is too long or too short: wait for the event itself (a future, a latch, a scheduler)"
                        + " with a deadline");
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> use(String what, Predicate<CodeUnitAccessTarget> forbidden) {
        return DescribedPredicate.describe(
                "it uses " + what,
                access -> access.getTarget() instanceof CodeUnitAccessTarget target && forbidden.test(target));
    }

    private static boolean readsWallClock(CodeUnitAccessTarget target) {
        boolean now = target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && target.getRawParameterTypes().stream()
                        .noneMatch(type -> type.getName().equals("java.time.Clock"));
        boolean date = is(target, Date.class, "<init>")
                && target.getRawParameterTypes().isEmpty();
        return now || date || is(target, System.class, "currentTimeMillis");
    }

    private static boolean convertsCaseByDefaultLocale(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().isEmpty()
                && (is(target, String.class, "toLowerCase") || is(target, String.class, "toUpperCase"));
    }

    private static boolean is(CodeUnitAccessTarget target, Class<?> owner, String name) {
        return target.getName().equals(name) && target.getOwner().isAssignableTo(owner);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(CodingRules::topLevel).orElse(type);
    }
}
