package io.antiphon.scripting;

import io.antiphon.scripting.life.Tables;
import io.antiphon.scripting.life.Typings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code antiphon.d.ts} declares, read line by line: each declaration, each member and each doc comment is one line there. */
final class Declared {

    private static final Pattern MODULE = Pattern.compile("declare module '(.*)' \\{");
    private static final Pattern HEADING = Pattern.compile("  // -+ (.*?) -+");
    private static final Pattern DOC = Pattern.compile("\\s+/\\*\\* (.*) \\*/");
    private static final Pattern TOP = Pattern.compile("  export (interface|type|const|function) (\\w+)(.*)");
    private static final Pattern MEMBER = Pattern.compile("    (\\w*)(.*);");

    /**
     * A declaration or a member of one.
     *
     * @param word interface, type, const, function; empty for a member
     * @param rest what follows the name
     */
    record Item(String module, String heading, String word, String name, String rest, String doc, List<Item> members) {

        List<String> names() {
            return members.stream()
                    .map(Item::name)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    private final List<Item> items = new ArrayList<>();

    Declared() {
        String module = "";
        String heading = "";
        String doc = "";
        for (String line : Typings.text(new Tables(Map.of())).lines().toList()) {
            Matcher found = MODULE.matcher(line);
            if (found.matches()) {
                module = found.group(1);
                heading = "";
            } else if ((found = HEADING.matcher(line)).matches()) {
                heading = found.group(1);
            } else if ((found = DOC.matcher(line)).matches()) {
                doc = found.group(1);
            } else if ((found = TOP.matcher(line)).matches()) {
                String rest = found.group(3).replaceAll("( \\{|;)$", "");
                items.add(new Item(module, heading, found.group(1), found.group(2), rest, doc, new ArrayList<>()));
                doc = "";
            } else if (!module.isEmpty() && (found = MEMBER.matcher(line)).matches()) {
                items.get(items.size() - 1)
                        .members()
                        .add(new Item(module, heading, "", found.group(1), found.group(2), doc, List.of()));
                doc = "";
            } else if (line.equals("}")) {
                module = "";
            }
        }
    }

    List<Item> items() {
        return items;
    }

    /** What a module exports at run time. */
    List<String> exports(String module) {
        return items.stream()
                .filter(item -> item.module().equals(module) && item.word().matches("const|function"))
                .map(Item::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** The members of an interface. */
    List<String> members(String name) {
        return items.stream()
                .filter(item -> item.word().equals("interface") && item.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing is declared of " + name))
                .names();
    }

    /** Items by module and heading, in order. */
    Map<String, List<Item>> chapters() {
        Map<String, List<Item>> chapters = new LinkedHashMap<>();
        for (Item item : items) {
            String title = item.heading().isEmpty() ? item.module() : item.heading();
            chapters.computeIfAbsent(title, key -> new ArrayList<>()).add(item);
        }
        return chapters;
    }
}
