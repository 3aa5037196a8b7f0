package io.antiphon.scripting;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is declared for scripts, for people to read. */
final class Reference {

    private final StringBuilder text = new StringBuilder();

    Reference(Declared declared) {
        for (Map.Entry<String, List<Declared.Item>> chapter :
                declared.chapters().entrySet()) {
            String title = chapter.getKey();
            text.append("\n## ")
                    .append(
                            title.contains("/")
                                    ? "For tests: `" + title + "`"
                                    : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1))
                    .append('\n');
            chapter.getValue().forEach(this::item);
        }
        text.append('\n');
    }

    String text() {
        return text.toString();
    }

    private void item(Declared.Item item) {
        String shown = item.word().equals("function") ? item.name() + "()" : item.name();
        if (text.lastIndexOf("### `" + shown + "`\n") < text.lastIndexOf("\n## ")) {
            text.append("\n### `").append(shown).append("`\n");
        }
        text.append('\n').append(item.doc()).append('\n');
        if (item.word().equals("interface")) {
            members(item);
        } else {
            text.append("\n```ts\n").append(item.name()).append(item.rest()).append("\n```\n");
        }
    }

    private void members(Declared.Item item) {
        if (item.members().isEmpty()) {
            return;
        }
        text.append("\n| | | |\n|---|---|---|\n");
        for (Declared.Item member : item.members()) {
            boolean method = member.rest().startsWith("(");
            boolean optional = member.rest().startsWith("?");
            String type = member.rest().replaceFirst("^\\??: ", "");
            String name = member.name().isEmpty() ? "()" : member.name();
            text.append("| `")
                    .append(name)
                    .append(optional ? "?" : "")
                    .append("` | ")
                    .append(ScriptDocsTest.code(method ? member.name() + member.rest() : type))
                    .append(" | ")
                    .append(member.doc())
                    .append(" |\n");
        }
    }
}
