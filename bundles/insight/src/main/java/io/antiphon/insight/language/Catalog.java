package io.antiphon.insight.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The languages that can be told, as {@code languages.tsv} lists them. */
final class Catalog {

    /**
     * A language in a script.
     *
     * @param tag the subtag of BCP 47
     * @param iso the code of ISO 639-3, a macrolanguage's where its members are not told apart
     * @param rank how common it is in what customers write: 0 very, 1, 2, 3 seldom
     * @param declarations files of the declaration of human rights to learn it from
     */
    record Language(String tag, Script script, String iso, int rank, List<String> declarations) {

        /** The tag, with the script where another language of the same tag has another. */
        String full() {
            return tag.equals("sr") && script == Script.LATIN || tag.equals("uz") && script == Script.CYRILLIC
                    ? tag + (script == Script.LATIN ? "-Latn" : "-Cyrl")
                    : tag;
        }
    }

    static final List<Language> ALL = read();

    private Catalog() {}

    private static List<Language> read() {
        try (InputStream in = Catalog.class.getResourceAsStream("languages.tsv")) {
            if (in == null) {
                throw new IllegalStateException("languages.tsv is missing beside " + Catalog.class);
            }
            List<Language> languages = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split("\t");
                    List<String> files = parts[4].equals("-") ? List.of() : List.of(parts[4].split(","));
                    languages.add(new Language(
                            parts[0], Script.valueOf(parts[1]), parts[2], Integer.parseInt(parts[3]), files));
                }
            }
            return List.copyOf(languages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
