package io.celesteos.testbed.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** How objects get what they need. Annotations by name: this module does not lean on Spring. */
final class WiringRules {

    private static final String PROPERTIES = "org.springframework.boot.context.properties.ConfigurationProperties";
    private static final String VALIDATED = "org.springframework.validation.annotation.Validated";
    private static final String VALUE = "org.springframework.beans.factory.annotation.Value";

    static final ArchRule PROPERTIES_ARE_VALIDATED_RECORDS = classes()
            .that()
            .areAnnotatedWith(PROPERTIES)
            .should(new ArchCondition<JavaClass>("be validated records named ...Properties that refuse unknown keys") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    require(type.isRecord(), type, "is no record", events);
                    require(type.getSimpleName().endsWith("Properties"), type, "is not named ...Properties", events);
                    require(type.isAnnotatedWith(VALIDATED), type, "is not @Validated", events);
                    boolean strict = Boolean.FALSE.equals(type.getAnnotationOfType(PROPERTIES)
                            .get("ignoreUnknownFields")
                            .orElse(true));
                    require(strict, type, "ignores unknown keys (set ignoreUnknownFields = false)", events);
                }
            })
            .because(
                    "settings are read once and never change, and a typo must stop the start: one @Validated record per"
                            + " feature, @ConfigurationProperties(prefix = \"...\", ignoreUnknownFields = false)");

    static final ArchRule NO_FIELD_INJECTION = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("an object must be whole once it is built: one constructor, final fields");

    static final ArchRule NO_VALUE_FIELDS = noFields()
            .should()
            .beAnnotatedWith(VALUE)
            .because(
                    "such a setting is neither validated nor documented: add it to the feature's ...Properties record");

    static final ArchRule NO_VALUE_PARAMETERS = codeUnits()
            .should(new ArchCondition<JavaCodeUnit>("take no parameter annotated with @Value") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    unit.getParameters().stream()
                            .filter(parameter -> parameter.isAnnotatedWith(VALUE))
                            .forEach(parameter ->
                                    events.add(SimpleConditionEvent.violated(unit, parameter.getDescription())));
                }
            })
            .because("such a setting is neither validated nor documented: take the feature's ...Properties record");

    private WiringRules() {}

    static List<ArchRule> all() {
        return List.of(PROPERTIES_ARE_VALIDATED_RECORDS, NO_FIELD_INJECTION, NO_VALUE_FIELDS, NO_VALUE_PARAMETERS);
    }

    private static void require(boolean kept, JavaClass type, String complaint, ConditionEvents events) {
        if (!kept) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " " + complaint));
        }
    }
}
