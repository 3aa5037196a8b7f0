package io.antiphon.rules.text;

import java.util.List;
import java.util.Map;

/** Writes plain values as YAML in blocks, so that people can go on writing them. */
public final class Written {

    private static final int STEP = 2;
    private static final int WIDE = 90;

    private Written() {}

    /** A value as YAML, each line indented; ends with a line break. */
    public static String of(Object value, int indent) {
        StringBuilder out = new StringBuilder();
        value(out, value, indent, true);
        return out.toString();
    }

    private static void value(StringBuilder out, Object value, int indent, boolean fresh) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            boolean first = fresh;
            for (Map.Entry<?, ?> each : map.entrySet()) {
                if (!first) {
                    out.append(" ".repeat(indent));
                }
                first = false;
                out.append(scalar(String.valueOf(each.getKey()))).append(':');
                nested(out, each.getValue(), indent);
            }
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            boolean first = fresh;
            for (Object each : list) {
                if (!first) {
                    out.append(" ".repeat(indent));
                }
                first = false;
                out.append("- ");
                value(out, each, indent + STEP, true);
            }
        } else {
            out.append(one(value, indent)).append('\n');
        }
    }

    private static void nested(StringBuilder out, Object value, int indent) {
        if (value instanceof List<?> list && isShort(list)) {
            out.append(" [");
            out.append(String.join(", ", list.stream().map(Written::flow).toList()));
            out.append("]\n");
        } else if (value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?>) {
            out.append('\n').append(" ".repeat(indent + STEP));
            value(out, value, indent + STEP, true);
        } else {
            out.append(' ').append(one(value, indent + STEP)).append('\n');
        }
    }

    private static boolean isShort(List<?> list) {
        int length = 0;
        for (Object each : list) {
            String text = String.valueOf(each);
            if (each instanceof Map || each instanceof List || text.indexOf('\n') >= 0) {
                return false;
            }
            length += text.length() + 2;
        }
        return length < WIDE;
    }

    private static String flow(Object value) {
        String written = value instanceof String text ? scalar(text) : String.valueOf(value);
        return written;
    }

    private static String one(Object value, int indent) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        return isBlock(text) ? block(text, indent) : scalar(text);
    }

    /** Whether a text can stand in lines of its own as it is. */
    private static boolean isBlock(String text) {
        return text.indexOf('\n') > 0
                && !Character.isWhitespace(text.charAt(0))
                && text.chars()
                        .allMatch(c -> c == '\n'
                                || c >= ' '
                                        && c != 0x7f
                                        && !Character.isSurrogate((char) c)
                                        && c != 0x85
                                        && c != 0x2028
                                        && c != 0x2029
                                        && c != 0xfeff
                                        && (c < 0x80 || c > 0x9f))
                && text.lines().allMatch(line -> line.equals(line.stripTrailing()))
                && !text.endsWith("\n\n");
    }

    private static String block(String text, int indent) {
        StringBuilder out = new StringBuilder(text.endsWith("\n") ? "|" : "|-");
        for (String line : text.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.append(" ".repeat(indent)).append(line);
            }
        }
        String all = out.toString();
        return text.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
    }

    /** A text in one line. */
    public static String scalar(String text) {
        boolean bare = text.matches("[A-Za-z][A-Za-z0-9_/.-]*( [A-Za-z0-9_/.'()-]+)*[A-Za-z0-9]?")
                && text.length() < 120
                && !text.matches("true|false|null");
        return bare || text.matches("\\d{1,6}[smhdw]") ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
