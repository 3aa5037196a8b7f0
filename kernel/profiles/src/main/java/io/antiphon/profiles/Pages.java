package io.antiphon.profiles;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Profiles.ProfileQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists profiles, those heard last first, then those that were only ever named by others' signals, newest first. No index is kept
 * for that: a walk back through what was heard meets each profile first at its latest signal.
 *
 * <p>Each word of a search must begin an identity's value, what follows the @ in it, or a word of a name that was told last by one of
 * its identities; upper and lower case are the same.
 */
final class Pages {

    /** Behind every character that a search word may hold. */
    private static final String BEHIND_ALL = Character.toString(Character.MAX_CODE_POINT);

    private static final String HEARD = """
            SELECT n.component FROM {heard} h JOIN {latest} l ON l.node = h.node JOIN {node} n ON n.id = h.node
            WHERE h.position < ? AND l.position = h.position AND NOT EXISTS (
              SELECT 1 FROM {node} m JOIN {latest} x ON x.node = m.id
              WHERE m.component = n.component AND x.position > h.position)
            ORDER BY h.position DESC LIMIT ?""";

    private static final String SILENT = """
            SELECT n.id FROM {node} n
            WHERE n.component = n.id AND n.first_seen IS NULL AND n.id < ? AND NOT EXISTS (
              SELECT 1 FROM {node} m WHERE m.component = n.id AND m.first_seen IS NOT NULL)
            ORDER BY n.id DESC LIMIT ?""";

    private static final String FOUND = "SELECT f.component FROM ("
            + "SELECT n.component, MAX(COALESCE(l.position, 0)) AS latest FROM {node} n"
            + " LEFT JOIN {latest} l ON l.node = n.id WHERE 1 = 1";
    private static final String BY_WORD =
            " AND n.component IN (SELECT v.component FROM {node} v WHERE v.value >= ? AND v.value < ?"
                    + " UNION SELECT w.component FROM {term} t JOIN {node} w ON w.id = t.node"
                    + " WHERE t.term >= ? AND t.term < ?)";
    private static final String AFTER =
            " GROUP BY n.component) f WHERE (f.latest, f.component) < (?, ?) ORDER BY f.latest DESC, f.component DESC LIMIT ?";

    private final Rows rows;

    Pages(Rows rows) {
        this.rows = rows;
    }

    /** The oldest nodes of the profiles of a page. */
    List<Long> page(ProfileQuery query) throws SQLException {
        Place after = query.after() == null ? new Place(Long.MAX_VALUE, Long.MAX_VALUE) : place(query.after());
        List<String> words = query.text() == null ? List.of() : Terms.sought(query.text());
        return words.isEmpty() ? all(after, query.limit()) : found(words, after, query.limit());
    }

    private record Place(long latest, long component) {}

    private Place place(String id) throws SQLException {
        List<Node> nodes = rows.around(ProfileId.node(id));
        if (nodes.isEmpty()) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no profile '" + id + "'");
        }
        long latest = nodes.stream().mapToLong(node -> node.latest).max().orElse(0);
        return new Place(latest, nodes.get(0).component);
    }

    private List<Long> all(Place after, int limit) throws SQLException {
        List<Long> page = new ArrayList<>();
        if (after.latest > 0) {
            page.addAll(some(HEARD, after.latest, limit));
        }
        if (page.size() < limit) {
            page.addAll(some(SILENT, after.latest > 0 ? Long.MAX_VALUE : after.component, limit - page.size()));
        }
        return page;
    }

    private List<Long> some(String which, long before, int limit) throws SQLException {
        PreparedStatement query = rows.schema().prepare(which);
        query.setLong(1, before);
        query.setInt(2, limit);
        return Rows.numbers(query);
    }

    private List<Long> found(List<String> words, Place after, int limit) throws SQLException {
        PreparedStatement query = rows.schema().prepare(FOUND + BY_WORD.repeat(words.size()) + AFTER);
        int at = 1;
        for (String word : words) {
            for (int i = 0; i < 2; i++) {
                query.setString(at++, word);
                query.setString(at++, word + BEHIND_ALL);
            }
        }
        query.setLong(at++, after.latest);
        query.setLong(at++, after.component);
        query.setInt(at, limit);
        return Rows.numbers(query);
    }
}
