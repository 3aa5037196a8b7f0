package io.antiphon.rules.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.antiphon.rules.lang.RuleReader;
import io.antiphon.rules.text.Tree;
import io.antiphon.rules.text.Written;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes one rule in the text of a file and leaves the rest as somebody wrote it. What is not written with a dash before each rule,
 * such as JSON, is written anew.
 */
final class Splice {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String EMPTY = "rules:\n";

    private final String text;
    private final List<String> lines;
    private final Tree.Fields root;
    private final List<Tree.Fields> rules = new ArrayList<>();
    private final boolean block;

    private Splice(String text, Tree.Fields root) {
        this.text = text;
        this.lines = new ArrayList<>(Arrays.asList(text.split("\r?\n", -1)));
        this.root = root;
        Tree.Field list = root.fields().get("rules");
        boolean dashes = list != null && list.value() instanceof Tree.Items items && items.block();
        this.block = !text.stripLeading().startsWith("{") && (dashes || list == null || isNothing(list.value()));
        if (list != null && !isNothing(list.value())) {
            list.value().each().forEach(one -> {
                if (one instanceof Tree.Fields fields) {
                    rules.add(fields);
                }
            });
        }
    }

    private static boolean isNothing(Tree tree) {
        return tree instanceof Tree.Scalar
                || tree instanceof Tree.Items items && items.items().isEmpty();
    }

    /** Of a file that has no faults; an empty text makes a new one. */
    static Splice of(String text) {
        String begun = text.isBlank() ? EMPTY : text;
        RuleReader.Read read = RuleReader.read("x", begun);
        if (read.tree() instanceof Tree.Fields fields) {
            return new Splice(begun, fields);
        }
        if (read.tree() == null && read.faults().isEmpty()) {
            return of(begun.endsWith("\n") ? begun + EMPTY : begun + "\n" + EMPTY);
        }
        throw new AntiphonException(Code.CONFLICT, "The file has mistakes; mend its text first");
    }

    private int find(String name) {
        for (int i = 0; i < rules.size(); i++) {
            Tree.Field field = rules.get(i).fields().get("name");
            if (field != null && name.equals(field.value().plain())) {
                return i;
            }
        }
        return -1;
    }

    private int existing(String name) {
        int index = find(name);
        if (index < 0) {
            throw new AntiphonException(Code.NOT_FOUND, "There is no rule '" + name + "' in the file");
        }
        return index;
    }

    /** A place in the lines. @param comments where the comments on the rule begin @param dash the rule's first line */
    private record Region(int comments, int dash, int end, int indent) {}

    private Region region(int index) {
        Tree.Fields rule = rules.get(index);
        int dash = rule.line() - 1;
        while (dash > 0 && !lines.get(dash).stripLeading().startsWith("-")) {
            dash--;
        }
        int comments = dash;
        while (comments > 0 && lines.get(comments - 1).strip().startsWith("#")) {
            comments--;
        }
        int end = rule.lastLine();
        while (end > dash + 1 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return new Region(comments, dash, end, lines.get(dash).indexOf('-'));
    }

    private static List<String> written(Map<String, Object> rule, int indent) {
        String all = " ".repeat(indent) + "- " + Written.of(rule, indent + 2);
        return List.of(all.stripTrailing().split("\n", -1));
    }

    private String joined() {
        String all = String.join("\n", lines);
        return all.endsWith("\n") ? all : all + "\n";
    }

    /** The text with a rule in the place of the one of that name, or at the end. */
    String put(String name, Map<String, Object> rule) {
        int index = find(name);
        if (!block) {
            List<Object> all = plain();
            if (index < 0) {
                all.add(rule);
            } else {
                all.set(index, rule);
            }
            return anew(all);
        }
        if (index >= 0) {
            Region region = region(index);
            lines.subList(region.dash(), region.end()).clear();
            lines.addAll(region.dash(), written(rule, region.indent()));
            return joined();
        }
        if (rules.isEmpty()) {
            return first(rule);
        }
        Region last = region(rules.size() - 1);
        List<String> more = new ArrayList<>(List.of(""));
        more.addAll(written(rule, last.indent()));
        lines.addAll(last.end(), more);
        return joined();
    }

    private String first(Map<String, Object> rule) {
        Tree.Field list = root.fields().get("rules");
        if (list == null) {
            return joined() + EMPTY + String.join("\n", written(rule, 2)) + "\n";
        }
        lines.set(list.line() - 1, "rules:");
        lines.addAll(list.line(), written(rule, 2));
        return joined();
    }

    /** The text without a rule and the comments right above it. */
    String without(String name) {
        int index = existing(name);
        if (!block) {
            List<Object> all = plain();
            all.remove(index);
            return anew(all);
        }
        Region region = region(index);
        lines.subList(region.comments(), region.end()).clear();
        if (region.comments() > 0
                && region.comments() < lines.size()
                && lines.get(region.comments()).isBlank()
                && lines.get(region.comments() - 1).isBlank()) {
            lines.remove(region.comments());
        }
        return joined();
    }

    /** The text with a rule at another place. @param to from 0 */
    String moved(String name, int to) {
        int index = existing(name);
        int goal = Math.max(0, Math.min(rules.size() - 1, to));
        if (goal == index) {
            return text;
        }
        if (!block) {
            List<Object> all = plain();
            all.add(goal, all.remove(index));
            return anew(all);
        }
        Region from = region(index);
        Region place = region(goal);
        List<String> moved = new ArrayList<>(lines.subList(from.comments(), from.end()));
        if (goal > index) {
            moved.add(0, "");
            lines.addAll(place.end(), moved);
            lines.subList(from.comments(), from.end()).clear();
            dropBlank(from.comments());
        } else {
            lines.subList(from.comments(), from.end()).clear();
            dropBlank(from.comments());
            moved.add("");
            lines.addAll(place.comments(), moved);
        }
        return joined();
    }

    private void dropBlank(int line) {
        if (line < lines.size() && lines.get(line).isBlank()) {
            lines.remove(line);
        }
    }

    /** The text with a rule switched on or off. */
    String switched(String name, boolean enabled) {
        int index = existing(name);
        Tree.Fields rule = rules.get(index);
        Tree.Field now = rule.fields().get("enabled");
        Tree.Field named = rule.fields().get("name");
        boolean apart = block && named != null && rule.fields().size() > 1 && rule.lastLine() > rule.line();
        if (apart && now != null && now.value() instanceof Tree.Scalar scalar) {
            String line = lines.get(scalar.line() - 1);
            int from = scalar.column() - 1;
            lines.set(
                    scalar.line() - 1,
                    line.substring(0, from)
                            + enabled
                            + line.substring(from + scalar.value().length()));
            return joined();
        }
        if (apart && named != null) {
            lines.add(named.value().lastLine(), " ".repeat(named.column() - 1) + "enabled: " + enabled);
            return joined();
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put("name", name);
        changed.put("enabled", enabled);
        rule.fields().forEach((field, value) -> {
            if (!field.equals("enabled")) {
                changed.put(field, value.value().plain());
            }
        });
        return put(name, changed);
    }

    private List<Object> plain() {
        List<Object> all = new ArrayList<>();
        rules.forEach(rule -> all.add(rule.plain()));
        return all;
    }

    private String anew(List<Object> all) {
        Map<String, Object> file = new LinkedHashMap<>();
        root.fields().forEach((name, field) -> file.put(name, field.value().plain()));
        file.put("rules", all);
        if (!text.stripLeading().startsWith("{")) {
            return Written.of(file, 0);
        }
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
