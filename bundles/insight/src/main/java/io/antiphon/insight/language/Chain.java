package io.antiphon.insight.language;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.antiphon.insight.language.Catalog.Language;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Draws words from the n-gram statistics of the Lingua library: each letter given the four before it. How words begin and end is
 * not in them; that is learnt from real words.
 */
final class Chain {

    private static final String[] ORDERS = {"unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"};
    private static final int LONGEST = 20;

    private final Map<String, Choice> next = new HashMap<>();
    private final Choice starts = new Choice();
    private final Map<String, int[]> ends = new HashMap<>();

    /** Letters or beginnings with their weights. */
    private static final class Choice {
        private final StringBuilder letters = new StringBuilder();
        private double[] sums = new double[4];

        void add(char letter, double weight) {
            int at = letters.length();
            if (at == sums.length) {
                sums = java.util.Arrays.copyOf(sums, 2 * at);
            }
            sums[at] = (at == 0 ? 0 : sums[at - 1]) + weight;
            letters.append(letter);
        }

        char draw(SplittableRandom random) {
            int last = letters.length() - 1;
            int at = java.util.Arrays.binarySearch(sums, 0, last + 1, random.nextDouble() * sums[last]);
            return letters.charAt(Math.min(last, at < 0 ? -at - 1 : at + 1));
        }
    }

    /** The statistics of a language, and real words of it. @return null if the library does not know the language */
    static @org.jspecify.annotations.Nullable Chain read(ZipFile jar, Language language, List<String> real)
            throws IOException {
        Chain chain = new Chain();
        for (String order : ORDERS) {
            String tag = language.tag().equals("fil") ? "tl" : language.tag();
            ZipEntry entry = jar.getEntry("language-models/" + tag + "/" + order + ".json");
            if (entry == null) {
                return null;
            }
            chain.statistics(jar, entry, language.script());
        }
        chain.learn(real);
        return chain;
    }

    private void statistics(ZipFile jar, ZipEntry entry, Script script) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(jar.getInputStream(entry))) {
            double weight = 0;
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().indexOf('/') > 0) {
                    String[] fraction = parser.currentName().split("/");
                    weight = Double.parseDouble(fraction[0]) / Double.parseDouble(fraction[1]);
                } else if (parser.currentToken() == JsonToken.VALUE_STRING && weight > 0) {
                    for (String gram : parser.getText().split(" ")) {
                        int last = gram.length() - 1;
                        if (last >= 0 && Words.wholly(gram, script)) {
                            next.computeIfAbsent(gram.substring(0, last), key -> new Choice())
                                    .add(gram.charAt(last), weight);
                        }
                    }
                }
            }
        }
    }

    private void learn(List<String> real) {
        Map<Character, Integer> first = new HashMap<>();
        for (String given : real) {
            String word = given.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{M}]", "");
            for (int i = 1; i <= word.length(); i++) {
                int end = i == word.length() ? 1 : 0;
                count(word.substring(Math.max(0, i - 3), i), end);
                count(word.substring(i - 1, i), end);
            }
            if (!word.isEmpty()) {
                first.merge(word.charAt(0), 1, Integer::sum);
            }
        }
        new java.util.TreeMap<>(first).forEach(starts::add);
    }

    private void count(String suffix, int end) {
        int[] counts = ends.computeIfAbsent(suffix, key -> new int[2]);
        counts[0]++;
        counts[1] += end;
    }

    /** A word. */
    String draw(SplittableRandom random) {
        StringBuilder word = new StringBuilder().append(starts.draw(random));
        while (word.length() < LONGEST && random.nextDouble() >= end(word)) {
            Choice choice = null;
            for (int back = Math.min(4, word.length()); choice == null && back > 0; back--) {
                choice = next.get(word.substring(word.length() - back));
            }
            if (choice == null) {
                break;
            }
            word.append(choice.draw(random));
        }
        return word.toString();
    }

    private double end(CharSequence word) {
        int length = word.length();
        int[] one = ends.getOrDefault(word.subSequence(length - 1, length).toString(), new int[] {5, 1});
        double prior = (one[1] + 0.2) / (one[0] + 1.0);
        int[] three = ends.getOrDefault(
                word.subSequence(Math.max(0, length - 3), length).toString(), new int[2]);
        return (three[1] + 4 * prior) / (three[0] + 4.0);
    }
}
