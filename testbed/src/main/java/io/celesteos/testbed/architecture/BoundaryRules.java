package io.celesteos.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Who may know whom. */
final class BoundaryRules {

    static final ArchRule ENDPOINTS_STAND_ALONE = classes()
            .that()
            .haveSimpleNameEndingWith("Endpoint")
            .should(new ArchCondition<JavaClass>("not depend on another endpoint") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> topLevel(dependency.getTargetClass())
                                    .getSimpleName()
                                    .endsWith("Endpoint"))
                            .filter(dependency ->
                                    !topLevel(dependency.getTargetClass()).equals(topLevel(type)))
                            .filter(dependency ->
                                    dependency.getTargetClass().getPackageName().startsWith("io.celesteos"))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                }
            })
            .because("an endpoint binds, validates and delegates: let both call the pipeline that does the work");

    static final ArchRule MODELS_STAY_IN_INFERENCE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.celesteos.embedding.inference..",
                    "io.celesteos.embedding.tokenize..",
                    "io.celesteos.embedding.model..",
                    // Measures the bare runtime beside the service.
                    "io.celesteos.bench.embedding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
            .because("native libraries belong to one service and one corner of it: use the ports EncoderBackend and"
                    + " TextTokenizer, or the EmbeddingClient from another service");

    static final ArchRule LUCENE_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.celesteos.bench..",
                    "io.celesteos.search.analysis..",
                    "io.celesteos.search.lexical..",
                    "io.celesteos.search.vector..",
                    "io.celesteos.search.tenancy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..")
            .because("the rest of the search must not notice which engine answers: use the Retriever port, and keep"
                    + " Lucene's types in analysis, lexical, vector and tenancy");

    static final ArchRule JDBC_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    // Whose whole job is a database: the schema, the local stack that carries one, the tests' server.
                    "io.celesteos.database..",
                    "io.celesteos.stack..",
                    "io.celesteos.bench..",
                    "io.celesteos.testbed.postgres..",
                    // The search-engine reads and writes so much that its adapters are whole packages.
                    "io.celesteos.search.corpus..",
                    "io.celesteos.search.indexing..",
                    "io.celesteos.search.tenancy..",
                    "io.celesteos.search.vector..")
            .and(notNamedAfter("Pg", "Postgres", "Jdbc"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
            .because(
                    "SQL hidden in other code escapes the tenant check: put it behind a port, in an adapter named after"
                            + " the technology (PgChunkStore, PostgresProbe), wired by a ...Configuration");

    static final ArchRule REDIS_STAYS_IN_ITS_ADAPTERS = noClasses()
            .that(notNamedAfter("Redis", "Lettuce"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..")
            .because(
                    "Redis is optional: put it behind a port, in an adapter named after it (RedisEmbeddingCache), wired by"
                            + " a ...Configuration");

    private BoundaryRules() {}

    static List<ArchRule> all(String root) {
        return List.of(
                featuresAreFreeOfCycles(root),
                ENDPOINTS_STAND_ALONE,
                MODELS_STAY_IN_INFERENCE,
                LUCENE_STAYS_IN_ITS_ADAPTERS,
                JDBC_STAYS_IN_ITS_ADAPTERS,
                REDIS_STAYS_IN_ITS_ADAPTERS);
    }

    /** Features are the packages right below {@code root}, each with all that is inside it. */
    static ArchRule featuresAreFreeOfCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("what needs each other is one feature: merge them, or let both meet through a port package");
    }

    private static DescribedPredicate<JavaClass> notNamedAfter(String... technologies) {
        return DescribedPredicate.describe(
                "are neither named after " + String.join(" or ", technologies) + " nor wiring", type -> {
                    String name = topLevel(type).getSimpleName();
                    return !name.endsWith("Configuration")
                            && List.of(technologies).stream().noneMatch(name::startsWith);
                });
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(BoundaryRules::topLevel).orElse(type);
    }
}
