package io.antiphon.profiles.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which people are worth comparing: those who have a key in common, and no more than so many to a key. A greater block is divided by
 * what else is known; in one that cannot be divided people are compared with their neighbours in the order of names alone.
 */
final class Blocks {

    /** How many people there may be. */
    static final int MOST_PEOPLE = 1 << 21;

    private static final int OWNER_BITS = 21;
    private static final int NEIGHBOURS = 8;
    private static final List<Function<Person, String>> DIVISIONS = List.of(
            Keys::year,
            person -> Keys.sound(person.get(Attribute.GIVEN)),
            person -> Keys.sound(person.get(Attribute.SURNAME)),
            person -> person.get(Attribute.PLACE) + person.get(Attribute.BIRTHPLACE),
            person -> person.get(Attribute.POSTCODE));

    private final List<Person> people;
    private final int most;
    private final List<int[]> blocks = new ArrayList<>();
    private final int[][] blocksOf;

    /** Takes two people who are to be compared. */
    interface Pairs {
        void take(int one, int other);
    }

    /** @param most people of one block that are all compared with each other */
    Blocks(List<Person> people, int most) {
        this.people = people;
        this.most = most;
        long[] entries = entries();
        int from = 0;
        for (int to = 1; to <= entries.length; to++) {
            if (to == entries.length || entries[to] >>> OWNER_BITS != entries[from] >>> OWNER_BITS) {
                int[] members = new int[to - from];
                for (int i = from; i < to; i++) {
                    members[i - from] = (int) (entries[i] & MOST_PEOPLE - 1);
                }
                divide(members, 0);
                from = to;
            }
        }
        blocksOf = byMember();
    }

    /** All keys with their owners, those of one key together. */
    private long[] entries() {
        long[] entries = new long[Math.max(16, people.size() * 12)];
        int count = 0;
        for (int i = 0; i < people.size(); i++) {
            for (String key : Keys.of(people.get(i))) {
                if (count == entries.length) {
                    entries = Arrays.copyOf(entries, count + count / 2);
                }
                entries[count++] = hash(key) << OWNER_BITS | i;
            }
        }
        Arrays.sort(entries, 0, count);
        int different = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || entries[i] != entries[i - 1]) {
                entries[different++] = entries[i];
            }
        }
        return Arrays.copyOf(entries, different);
    }

    /** FNV-1a, mixed. Two keys of one hash make a block that is too large, which costs time and nothing else. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ hash >>> 29;
    }

    private void divide(int[] members, int division) {
        if (members.length <= most) {
            if (members.length > 1) {
                blocks.add(members);
            }
        } else if (division == DIVISIONS.size()) {
            neighbours(members);
        } else {
            TreeMap<String, List<Integer>> parts = new TreeMap<>();
            for (int member : members) {
                parts.computeIfAbsent(DIVISIONS.get(division).apply(people.get(member)), part -> new ArrayList<>())
                        .add(member);
            }
            for (List<Integer> part : parts.values()) {
                divide(part.stream().mapToInt(Integer::intValue).toArray(), division + 1);
            }
        }
    }

    private void neighbours(int[] members) {
        Integer[] sorted = Arrays.stream(members).boxed().toArray(Integer[]::new);
        Arrays.sort(
                sorted,
                Comparator.comparing((Integer member) -> people.get(member).get(Attribute.SURNAME)
                        + ' '
                        + people.get(member).get(Attribute.GIVEN)));
        for (int from = 0; from < sorted.length - 1; from += NEIGHBOURS) {
            int to = Math.min(sorted.length, from + 2 * NEIGHBOURS);
            blocks.add(Arrays.stream(sorted, from, to)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray());
        }
    }

    private int[][] byMember() {
        int[] counts = new int[people.size()];
        for (int[] block : blocks) {
            for (int member : block) {
                counts[member]++;
            }
        }
        int[][] all = new int[people.size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = new int[counts[i]];
        }
        for (int block = blocks.size() - 1; block >= 0; block--) {
            for (int member : blocks.get(block)) {
                all[member][--counts[member]] = block;
            }
        }
        return all;
    }

    /** Gives each pair once, in the first block that both are in. */
    void forEach(Pairs pairs) {
        for (int block = 0; block < blocks.size(); block++) {
            int[] members = blocks.get(block);
            for (int i = 0; i < members.length; i++) {
                for (int j = i + 1; j < members.length; j++) {
                    if (isFirst(block, blocksOf[members[i]], blocksOf[members[j]])) {
                        pairs.take(members[i], members[j]);
                    }
                }
            }
        }
    }

    private static boolean isFirst(int block, int[] ofOne, int[] ofOther) {
        int i = 0;
        int j = 0;
        while (ofOne[i] != ofOther[j]) {
            if (ofOne[i] < ofOther[j]) {
                i++;
            } else {
                j++;
            }
        }
        return ofOne[i] == block;
    }
}
