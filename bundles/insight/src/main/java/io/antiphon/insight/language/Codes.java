package io.antiphon.insight.language;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which language a code names: of ISO 639-3 or BCP 47, with or without a region, script or variant. Regional variants count as
 * their language, members of a macrolanguage that are not told apart as the macrolanguage.
 */
final class Codes {

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("arb", "ar"),
            Map.entry("arz", "ar"),
            Map.entry("mey", "ar"),
            Map.entry("als", "sq"),
            Map.entry("azj", "az"),
            Map.entry("cmn", "zh"),
            Map.entry("ekk", "et"),
            Map.entry("fuc", "ff"),
            Map.entry("fuv", "ff"),
            Map.entry("fuf", "ff"),
            Map.entry("gax", "om"),
            Map.entry("hae", "om"),
            Map.entry("gug", "gn"),
            Map.entry("khk", "mn"),
            Map.entry("kmr", "ku"),
            Map.entry("lvs", "lv"),
            Map.entry("npi", "ne"),
            Map.entry("ory", "or"),
            Map.entry("pbu", "ps"),
            Map.entry("pbt", "ps"),
            Map.entry("pes", "fa"),
            Map.entry("prs", "fa"),
            Map.entry("plt", "mg"),
            Map.entry("quy", "qu"),
            Map.entry("quz", "qu"),
            Map.entry("swh", "sw"),
            Map.entry("tgl", "fil"),
            Map.entry("tl", "fil"),
            Map.entry("uzn", "uz"),
            Map.entry("ydd", "yi"),
            Map.entry("zsm", "ms"),
            Map.entry("no", "nb"),
            Map.entry("nor", "nb"),
            Map.entry("iw", "he"),
            Map.entry("in", "id"),
            Map.entry("yue", "yue"));

    private final Map<String, String> tags = new HashMap<>(MEMBERS);

    Codes(List<Catalog.Language> languages) {
        for (Catalog.Language language : languages) {
            tags.put(language.iso(), language.tag());
            tags.put(language.tag(), language.tag());
        }
    }

    /** The language's subtag of BCP 47; the code's first part if it is none of those told apart. */
    String language(String code) {
        String first = code.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return tags.getOrDefault(first, first);
    }
}
