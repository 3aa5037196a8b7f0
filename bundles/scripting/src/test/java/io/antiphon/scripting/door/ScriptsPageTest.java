package io.antiphon.scripting.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptsPageTest {

    private static final Path UI = Path.of("src/main/resources/ui");
    private static final Path CONSOLE = Path.of("../console/src/main/resources/ui");
    private static final Path VENDOR = UI.resolve("scripts/vendor");
    private static final int MOST_LINES = 300;
    private static final Pattern IMPORT = Pattern.compile("from '([./][^']*)'|stylesheet\\('([^']+)'\\)");
    private static final Pattern TEMPLATE = Pattern.compile("`[^`]*`");
    private static final Pattern UNSAFE = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write|\\beval\\(|new Function");

    @Test
    void thePageHasItsModule() throws IOException {
        ScriptsPage page = new ScriptsPage();
        assertTrue(page.file(page.module()).isPresent());
    }

    @Test
    void everythingImportedIsThere() {
        List<String> missing = new ArrayList<>();
        for (Path file : own()) {
            String code =
                    file.endsWith("templates.js") ? TEMPLATE.matcher(text(file)).replaceAll("") : text(file);
            IMPORT.matcher(code).results().forEach(found -> {
                String target = found.group(1) == null ? found.group(2) : found.group(1);
                if (!Files.exists(resolve(file, target))) {
                    missing.add(file + " imports " + target);
                }
            });
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void foreignTextIsNeverMadeMarkupAndNothingIsEvaluated() {
        assertEquals(
                List.of(),
                own().stream().filter(file -> UNSAFE.matcher(text(file)).find()).toList());
    }

    @Test
    void noFileIsLong() {
        assertEquals(
                List.of(),
                own().stream()
                        .filter(file -> text(file).lines().count() > MOST_LINES)
                        .toList());
    }

    @Test
    void whatIsVendoredNamesItsLicenceAndPutsNoStyleIntoTheDocument() {
        String told = text(VENDOR.resolve("README.md"));
        assertTrue(told.contains("codemirror.js") && told.contains("LICENSE-codemirror.txt"));
        Pattern constructed = Pattern.compile("if\\(\\w+\\.adoptedStyleSheets&&");
        assertTrue(constructed.matcher(text(VENDOR.resolve("codemirror.js"))).find(), "style-mod is as it comes");
    }

    private static Path resolve(Path file, String target) {
        if (!target.startsWith("/ui/")) {
            return file.resolveSibling(target).normalize();
        }
        String path = target.substring("/ui/".length());
        return (path.startsWith("scripts/") ? UI : CONSOLE).resolve(path);
    }

    private static List<Path> own() {
        try (Stream<Path> files = Files.walk(UI)) {
            return files.filter(file -> !file.startsWith(VENDOR))
                    .filter(file -> file.toString().matches(".*\\.(js|css)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
