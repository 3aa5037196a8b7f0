package io.antiphon.rules.lang;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions that look at what was said. */
final class TextConditions {

    private TextConditions() {}

    /** The text says one of some phrases, in small or capital letters. */
    record Says(List<String> phrases, List<String> folded) implements Condition {
        static Says of(List<String> phrases) {
            return new Says(
                    List.copyOf(phrases), phrases.stream().map(Facts::fold).toList());
        }

        private int first(Facts facts) {
            String text = facts.folded();
            for (int i = 0; i < folded.size(); i++) {
                if (text.contains(folded.get(i))) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean holds(Facts facts) {
            return first(facts) >= 0;
        }

        @Override
        public String told(@Nullable Facts facts) {
            List<String> told = facts == null ? phrases : List.of(phrases.get(Math.max(0, first(facts))));
            return "it says "
                    + Words.either(told.stream().map(one -> "“" + one + "”").toList());
        }

        @Override
        public @Nullable Keys keys() {
            Set<String> any = new HashSet<>();
            for (String phrase : folded) {
                if (phrase.length() < Grams.SIZE) {
                    return null;
                }
                any.add(Grams.PREFIX + phrase);
            }
            return new Keys(2, any);
        }

        @Override
        public int cost() {
            return 10 * phrases.size();
        }
    }

    /** The text matches an expression, in time that grows with its length only. */
    record Matches(Pattern pattern) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return pattern.matcher(facts.text()).find();
        }

        @Override
        public String told(@Nullable Facts facts) {
            return "it matches /" + pattern.pattern() + "/";
        }

        @Override
        public int cost() {
            return 1_000;
        }
    }
}
