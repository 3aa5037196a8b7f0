package io.antiphon.rules.text;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The text of a file, read as YAML, of which JSON is a part. Words are what is written: {@code no} and {@code on} are words, not
 * booleans. Anchors, aliases, tags and several documents are refused, and size and depth are bounded before anything is built.
 *
 * @param tree what it says; null if it cannot be read or says nothing
 * @param faults why it cannot be read, or which names stand twice
 */
public record Source(@Nullable Tree tree, List<Fault> faults) {

    /** The most characters of a file. */
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_DEPTH = 24;

    /** Reads a text. */
    public static Source read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new Source(
                    null,
                    List.of(new Fault(
                            1,
                            1,
                            "",
                            "The file has more than " + MOST_CHARACTERS + " characters: make several files of it.")));
        }
        List<Fault> faults = new ArrayList<>();
        try {
            String readable = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
            refuse(yaml().parse(new StringReader(readable)), faults);
            Node node = faults.isEmpty() ? yaml().compose(new StringReader(readable)) : null;
            Tree tree = node == null ? null : tree(node, faults);
            return new Source(tree, List.copyOf(faults));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            faults.add(new Fault(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "",
                    "This is no YAML: " + e.getProblem() + "."));
            return new Source(null, List.copyOf(faults));
        } catch (YAMLException e) {
            return new Source(null, List.of(new Fault(1, 1, "", "This is no YAML: " + first(e.getMessage()))));
        }
    }

    private static String first(@Nullable String message) {
        String all = String.valueOf(message);
        return all.lines().findFirst().orElse(all);
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setNestingDepthLimit(MOST_DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowRecursiveKeys(false);
        return new Yaml(options);
    }

    private static void refuse(Iterable<Event> events, List<Fault> faults) {
        int documents = 0;
        for (Event event : events) {
            if (event instanceof DocumentStartEvent && ++documents > 1) {
                faults.add(fault(event.getStartMark(), "A file holds one document; take out the line '---'."));
                return;
            }
            String tag = event instanceof ScalarEvent scalar
                    ? scalar.getTag()
                    : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
            if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
                faults.add(fault(event.getStartMark(), "Anchors (&) and aliases (*) are not possible; write it out."));
                return;
            } else if (tag != null && !tag.equals("!")) {
                faults.add(fault(event.getStartMark(), "Tags (!) are not possible; take it out."));
                return;
            }
        }
    }

    private static Fault fault(Mark mark, String message) {
        return new Fault(mark.getLine() + 1, mark.getColumn() + 1, "", message);
    }

    private static Tree tree(Node node, List<Fault> faults) {
        int line = node.getStartMark().getLine() + 1;
        int column = node.getStartMark().getColumn() + 1;
        if (node instanceof ScalarNode scalar) {
            return new Tree.Scalar(
                    scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, line, column, last(node, line));
        }
        if (node instanceof SequenceNode sequence) {
            List<Tree> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(tree(item, faults)));
            boolean block = sequence.getFlowStyle() == FlowStyle.BLOCK;
            int last = block && !items.isEmpty() ? items.get(items.size() - 1).lastLine() : last(node, line);
            return new Tree.Items(items, block, line, column, last);
        }
        MappingNode mapping = (MappingNode) node;
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        int last = line;
        for (NodeTuple each : mapping.getValue()) {
            Mark mark = each.getKeyNode().getStartMark();
            Tree value = tree(each.getValueNode(), faults);
            last = Math.max(mark.getLine() + 1, value.lastLine());
            if (!(each.getKeyNode() instanceof ScalarNode key)) {
                faults.add(fault(mark, "A field's name is a word."));
            } else if (fields.put(key.getValue(), new Tree.Field(value, mark.getLine() + 1, mark.getColumn() + 1))
                    != null) {
                faults.add(fault(mark, "'" + key.getValue() + "' is said twice; say it once."));
            }
        }
        return new Tree.Fields(
                fields, line, column, mapping.getFlowStyle() == FlowStyle.BLOCK ? last : last(node, line));
    }

    private static int last(Node node, int first) {
        Mark end = node.getEndMark();
        return Math.max(first, end.getColumn() == 0 ? end.getLine() : end.getLine() + 1);
    }
}
