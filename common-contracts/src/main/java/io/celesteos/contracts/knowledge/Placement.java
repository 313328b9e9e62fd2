package io.celesteos.contracts.knowledge;

import io.celesteos.contracts.tenancy.YachtId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose a path is, told by the folders it goes through and nothing else:
 *
 * <pre>
 * fuel/filters.md                       shared
 * collections/safety/drills.md          shared, collection "safety"
 * yachts/[id]/fuel/filters.md           that yacht's
 * yachts/[id]/collections/refit/log.md  that yacht's, collection "refit"
 * </pre>
 *
 * What looks like a yacht's folder and is not exactly one is nobody's: a slip of the pen must not show a yacht's
 * files to all.
 *
 * @param shelf null for a folder that only leads to shelves, and for what is refused
 * @param refusal null unless nothing below is read
 * @param owner who is told of a refusal; null: nobody but who runs the suite
 * @param depth folders below the shelf's own
 */
record Placement(
        @Nullable KnowledgeShelf shelf,
        @Nullable String refusal,
        @Nullable YachtId owner,
        int depth) {

    static final String YACHTS = "yachts";
    static final String COLLECTIONS = "collections";

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}]");
    private static final Pattern LIKE_AN_ID =
            Pattern.compile("\\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}}?");

    /** @param folders names below the knowledge folder, outermost first */
    static Placement of(List<String> folders) {
        YachtId owner = null;
        int at = 0;
        if (!folders.isEmpty() && folders.getFirst().equals(YACHTS)) {
            if (folders.size() == 1) {
                return new Placement(null, null, null, 0);
            }
            owner = yacht(folders.get(1)).orElse(null);
            if (owner == null) {
                return refused("is no yacht id: 36 characters in lower case", null);
            }
            at = 2;
        }
        String collection = KnowledgeShelf.DEFAULT_COLLECTION;
        if (folders.size() > at && folders.get(at).equals(COLLECTIONS)) {
            if (folders.size() == at + 1) {
                return new Placement(null, null, owner, 0);
            }
            collection = folders.get(at + 1);
            if (!KnowledgeShelf.isCollection(collection) || collection.equals(KnowledgeShelf.DEFAULT_COLLECTION)) {
                return refused("is no name of a collection: 1 to 40 lower-case letters, digits, - and _", owner);
            }
            at += 2;
        }
        for (String folder : folders.subList(at, folders.size())) {
            String read = folded(folder);
            if (read.equals(YACHTS) || LIKE_AN_ID.matcher(read).matches()) {
                return refused("looks like a yacht's folder in the wrong place: yachts/<id>/ is the right one", owner);
            }
        }
        return new Placement(new KnowledgeShelf(owner, collection), null, owner, folders.size() - at);
    }

    private static Placement refused(String why, @Nullable YachtId owner) {
        return new Placement(null, why, owner, 0);
    }

    /** Java reads {@code 1-1-1-1-1} as an id too; two folders must never be one yacht's. */
    private static Optional<YachtId> yacht(String name) {
        try {
            YachtId yacht = new YachtId(UUID.fromString(name));
            return yacht.toString().equals(name) ? Optional.of(yacht) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** As a person would read it: full-width letters, capitals and what cannot be seen make no difference. */
    private static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return INVISIBLE.matcher(plain).replaceAll("");
    }
}
