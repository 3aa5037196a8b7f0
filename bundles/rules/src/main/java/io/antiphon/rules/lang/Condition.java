package io.antiphon.rules.lang;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that holds of facts or does not. */
public interface Condition {

    /** Whether it holds. */
    boolean holds(Facts facts);

    /**
     * In words: {@code it is about late-delivery (0.93)}.
     *
     * @param facts of which it holds, so that what was found is told; null to tell what is asked for
     */
    String told(@Nullable Facts facts);

    /** What must be among the keys of facts if it holds; null if it can hold of any. */
    default @Nullable Keys keys() {
        return null;
    }

    /** How much work it is to tell whether it holds; the least is done first. */
    default int cost() {
        return 1;
    }

    /**
     * Keys of which facts have one at least.
     *
     * @param rank the lower, the fewer facts have one
     */
    record Keys(int rank, Set<String> any) {}

    /** All of them. */
    record All(List<Condition> parts, List<Condition> cheapFirst) implements Condition {
        static All of(List<Condition> parts) {
            return new All(
                    List.copyOf(parts),
                    parts.stream()
                            .sorted(java.util.Comparator.comparingInt(Condition::cost))
                            .toList());
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : cheapFirst) {
                if (!part.holds(facts)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String told(@Nullable Facts facts) {
            return Words.sentence(parts.stream().map(part -> part.told(facts)).toList());
        }

        @Override
        public @Nullable Keys keys() {
            Keys best = null;
            for (Condition part : parts) {
                Keys keys = part.keys();
                if (keys != null && (best == null || keys.rank() < best.rank())) {
                    best = keys;
                }
            }
            return best;
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(Condition::cost).sum() + 1;
        }
    }

    /** One of them at least. */
    record Any(List<Condition> parts) implements Condition {
        /** Copies. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : parts) {
                if (part.holds(facts)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String told(@Nullable Facts facts) {
            if (facts != null) {
                return parts.stream()
                        .filter(part -> part.holds(facts))
                        .findFirst()
                        .map(part -> part.told(facts))
                        .orElse("");
            }
            return "either "
                    + Words.either(parts.stream().map(part -> part.told(null)).toList());
        }

        @Override
        public @Nullable Keys keys() {
            Set<String> any = new HashSet<>();
            int rank = 0;
            for (Condition part : parts) {
                Keys keys = part.keys();
                if (keys == null) {
                    return null;
                }
                any.addAll(keys.any());
                rank = Math.max(rank, keys.rank());
            }
            return new Keys(rank, any);
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(Condition::cost).sum() + 1;
        }
    }

    /** The contrary. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !part.holds(facts);
        }

        @Override
        public String told(@Nullable Facts facts) {
            return Words.negated(part.told(null));
        }

        @Override
        public int cost() {
            return part.cost();
        }
    }
}
