package io.celesteos.nlp.gazetteer;

import io.celesteos.nlp.resource.TsvResource;
import io.celesteos.nlp.text.Token;
import io.celesteos.nlp.text.Tokenizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The vocabulary that ships with the service: equipment, places, makers, models, symptoms, actions. Immutable. */
public final class Lexicon {

    private final Tokenizer tokenizer;
    private final PhraseAutomaton<Term> automaton;
    private final int size;

    private Lexicon(Tokenizer tokenizer, PhraseAutomaton<Term> automaton, int size) {
        this.tokenizer = tokenizer;
        this.automaton = automaton;
        this.size = size;
    }

    /** Reads the lists from the class path: a few milliseconds, once. */
    public static Lexicon load() {
        Map<String, String> spelling = new HashMap<>();
        TsvResource.read("/gazetteer/spelling.tsv")
                .rows()
                .forEach(row -> spelling.put(row.get("variant"), row.get("standard")));
        var tokenizer = new Tokenizer(spelling);
        var terms = new Terms(tokenizer);
        terms.addAll("/gazetteer/equipment_types.tsv", TermKind.EQUIPMENT_TYPE, "type");
        terms.addAll("/gazetteer/locations.tsv", TermKind.LOCATION, "");
        terms.addAll("/gazetteer/manufacturers.tsv", TermKind.MANUFACTURER, "");
        terms.addAll("/gazetteer/symptoms.tsv", TermKind.SYMPTOM, "");
        terms.addAll("/gazetteer/actions.tsv", TermKind.ACTION, "");
        terms.addModels("/gazetteer/models.tsv");
        terms.addShadows("/gazetteer/shadows.txt");
        return new Lexicon(tokenizer, terms.builder.build(), terms.count);
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public List<PhraseHit<Term>> scan(List<Token> tokens) {
        return automaton.scan(tokens);
    }

    public Set<String> vocabulary() {
        return automaton.vocabulary();
    }

    /** How many spellings it holds. */
    public int size() {
        return size;
    }

    private static final class Terms {
        private final PhraseAutomaton.Builder<Term> builder;
        private int count;

        Terms(Tokenizer tokenizer) {
            this.builder = new PhraseAutomaton.Builder<>(tokenizer);
        }

        void addAll(String file, TermKind kind, String typeColumn) {
            for (TsvResource.Row row : TsvResource.read(file).rows()) {
                var term = new Term(
                        kind, row.get("canonical"), typeColumn.isEmpty() ? "" : row.get(typeColumn), rules(row));
                for (String form : row.list("forms", ';')) {
                    add(form, term);
                    if (kind == TermKind.EQUIPMENT_TYPE || kind == TermKind.LOCATION) {
                        add(plural(form), term);
                    }
                }
            }
        }

        void addModels(String file) {
            for (TsvResource.Row row : TsvResource.read(file).rows()) {
                String form = row.get("form");
                add(form, new Term(TermKind.MODEL, form, row.get("manufacturer"), rules(row)));
            }
        }

        void addShadows(String file) {
            var shadow = new Term(TermKind.SHADOW, "", "", Set.of());
            TsvResource.lines(file).forEach(phrase -> add(phrase, shadow));
        }

        private void add(String form, Term term) {
            builder.add(form, term);
            count++;
        }

        private static String plural(String form) {
            if (form.endsWith("s")) {
                return form;
            }
            List<String> vowels = List.of("ay", "ey", "oy", "uy");
            return form.endsWith("y") && vowels.stream().noneMatch(form::endsWith)
                    ? form.substring(0, form.length() - 1) + "ies"
                    : form + "s";
        }

        private static Set<TermRule> rules(TsvResource.Row row) {
            List<TermRule> rules = new ArrayList<>();
            row.list("flags", ';').forEach(flag -> rules.add(TermRule.valueOf(flag.toUpperCase(Locale.ROOT))));
            return rules.isEmpty() ? Set.of() : EnumSet.copyOf(rules);
        }
    }
}
