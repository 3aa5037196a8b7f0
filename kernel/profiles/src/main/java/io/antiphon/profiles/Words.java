package io.antiphon.profiles;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Words by which nodes are found, as they change and are not yet stored; in the order of their index. */
final class Words {

    private final String table;
    private final TreeSet<Word> learnt = new TreeSet<>();
    private final TreeSet<Word> unlearnt = new TreeSet<>();

    private record Word(String text, long node) implements Comparable<Word> {
        @Override
        public int compareTo(Word other) {
            int byText = text.compareTo(other.text);
            return byText != 0 ? byText : Long.compare(node, other.node);
        }
    }

    /** @param table whose first column is named like itself, and the second {@code node} */
    Words(String table) {
        this.table = table;
    }

    /** A node is found by other words than before. */
    void replace(Set<String> before, Set<String> now, long node) {
        for (String word : now) {
            if (!before.contains(word) && !unlearnt.remove(new Word(word, node))) {
                learnt.add(new Word(word, node));
            }
        }
        for (String word : before) {
            if (!now.contains(word) && !learnt.remove(new Word(word, node))) {
                unlearnt.add(new Word(word, node));
            }
        }
    }

    /** The nodes found by a word, of whom some are stored: the oldest so many. */
    List<Long> found(String word, List<Long> stored, int most) {
        TreeSet<Long> nodes = new TreeSet<>(stored);
        for (Word known : learnt.subSet(new Word(word, 0), new Word(word, Long.MAX_VALUE))) {
            nodes.add(known.node);
        }
        nodes.removeIf(node -> unlearnt.contains(new Word(word, node)));
        return new ArrayList<>(nodes).subList(0, Math.min(most, nodes.size()));
    }

    /** How many stored words are no longer true. */
    int unlearnt(String word) {
        return unlearnt.subSet(new Word(word, 0), new Word(word, Long.MAX_VALUE))
                .size();
    }

    void clear() {
        learnt.clear();
        unlearnt.clear();
    }

    void store(Schema schema) throws SQLException {
        store(schema.batch("DELETE FROM {" + table + "} WHERE " + table + " = ? AND node = ?"), unlearnt);
        store(
                schema.batch("INSERT INTO {" + table + "} (" + table + ", node) VALUES (?, ?) ON CONFLICT DO NOTHING"),
                learnt);
    }

    private static void store(PreparedStatement statement, Set<Word> words) throws SQLException {
        for (Word word : words) {
            statement.setString(1, word.text);
            statement.setLong(2, word.node);
            statement.addBatch();
        }
        statement.executeBatch();
    }
}
