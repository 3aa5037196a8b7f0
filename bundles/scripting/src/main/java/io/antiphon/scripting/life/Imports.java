package io.antiphon.scripting.life;

import io.antiphon.scripting.sandbox.ScriptFault;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script imports, and what that imports. */
public final class Imports {

    private static final Pattern IMPORT =
            Pattern.compile("(?m)(?:^|[;\\s}])(?:(?:import|export)\\b[^'\"`;()=]*?\\bfrom\\s*|import\\s*\\(?\\s*)"
                    + "(['\"])([^'\"\\n]+)\\1");

    private Imports() {}

    /**
     * A file and all it imports, by path.
     *
     * @throws ScriptFault if something imported is not there, with the line that imports it
     */
    public static Map<String, String> closure(String file, Map<String, String> files) {
        Map<String, String> found = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.push(file);
        while (!open.isEmpty()) {
            String path = open.pop();
            String text = files.get(path);
            if (text != null && found.putIfAbsent(path, text) == null) {
                follow(path, text, files, open);
            }
        }
        return found;
    }

    private static void follow(String path, String text, Map<String, String> files, Deque<String> open) {
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String specifier = imports.group(2);
            if (specifier.equals("antiphon") || specifier.equals("antiphon/test")) {
                continue;
            }
            Path parent = Path.of("/" + path).getParent();
            String target = parent == null
                    ? specifier
                    : parent.resolve(specifier).normalize().toString().substring(1);
            if (!specifier.startsWith(".") || !files.containsKey(target)) {
                int line = 1
                        + (int) text.substring(0, imports.end())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                throw new ScriptFault(
                        path,
                        line,
                        0,
                        "It imports '" + specifier + "', "
                                + (specifier.startsWith(".")
                                        ? "but there is no " + target
                                        : "but scripts import only 'antiphon' and files of theirs, such as './lib/words.js'"));
            }
            open.push(target);
        }
    }
}
