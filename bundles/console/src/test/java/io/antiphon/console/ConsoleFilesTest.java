package io.antiphon.console;

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

class ConsoleFilesTest {

    private static final Path UI = Path.of("src/main/resources/ui");
    private static final int MOST_LINES = 300;
    private static final Pattern IMPORT =
            Pattern.compile("(?:from|import)\\s*\\(?\\s*['\"]([^'\"]+)['\"]|stylesheet\\('([^']+)'\\)");
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern UNSAFE = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\\.write|\\beval\\(|new Function|localStorage\\.setItem\\('antiphon\\.token");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:from|import|src=|href=|url\\()\\s*\\(?['\"]?(?:https?:)?//");

    @Test
    void everyPageHasItsModuleAndTheShellHasItsIndex() throws IOException {
        for (ConsolePage page : ConsolePages.ALL) {
            String first = page.title().isEmpty() ? "index.html" : page.module();
            assertTrue(page.file(first).isPresent(), page.name() + "/" + first);
        }
    }

    @Test
    void pagesHaveNamesAndPlacesOfTheirOwn() {
        long names = ConsolePages.ALL.stream().map(ConsolePage::name).distinct().count();
        long places =
                ConsolePages.ALL.stream().map(ConsolePage::order).distinct().count();
        assertEquals(ConsolePages.ALL.size(), names);
        assertEquals(ConsolePages.ALL.size(), places);
    }

    @Test
    void everythingImportedIsThere() {
        List<String> missing = new ArrayList<>();
        for (Path file : own(".js")) {
            IMPORT.matcher(text(file)).results().forEach(found -> {
                String target = found.group(1) == null ? found.group(2) : found.group(1);
                if (!Files.exists(resolve(file, target))) {
                    missing.add(file + " imports " + target);
                }
            });
        }
        REFERENCE.matcher(text(UI.resolve("console/index.html"))).results().forEach(found -> {
            if (!Files.exists(resolve(UI, found.group(1)))) {
                missing.add("index.html refers to " + found.group(1));
            }
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void pagesTouchTheShellOnlyByItsDesignSystem() {
        List<String> wrong = new ArrayList<>();
        for (Path file : own(".js")) {
            String page = UI.relativize(file).getName(0).toString();
            IMPORT.matcher(text(file)).results().map(found -> found.group(1)).forEach(target -> {
                boolean relative = target != null && target.startsWith(".");
                boolean design = "/ui/console/ui.js".equals(target);
                boolean itself = resolve(file, target == null ? "" : target).startsWith(UI.resolve(page));
                if (target != null && !(relative ? itself : design && !page.equals("console"))) {
                    wrong.add(file + " imports " + target);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void foreignTextIsNeverMadeMarkupAndNothingIsEvaluated() {
        assertEquals(List.of(), matching(UNSAFE));
    }

    @Test
    void nothingComesFromElsewhere() {
        assertEquals(List.of(), matching(ELSEWHERE));
    }

    @Test
    void theDocumentHasNoScriptAndNoStyleOfItsOwn() {
        String index = text(UI.resolve("console/index.html"));
        assertTrue(!index.contains("<style") && !index.contains("style="), "style");
        assertTrue(!Pattern.compile("<script(?![^>]*src=)").matcher(index).find(), "script");
        assertTrue(!Pattern.compile("\\son\\w+=").matcher(index).find(), "handler");
    }

    @Test
    void noFileIsLong() {
        List<Path> lengthy = Stream.of(".js", ".css")
                .flatMap(end -> own(end).stream())
                .filter(file -> text(file).lines().count() > MOST_LINES)
                .toList();
        assertEquals(List.of(), lengthy);
    }

    @Test
    void whatIsVendoredNamesItsLicence() {
        String told = text(UI.resolve("console/vendor/README.md"));
        for (Path file : files(UI.resolve("console/vendor"))) {
            String name = file.getFileName().toString();
            assertTrue(name.equals("README.md") || told.contains(name), name);
        }
    }

    private static List<String> matching(Pattern pattern) {
        return Stream.of(".js", ".css", ".html")
                .flatMap(end -> own(end).stream())
                .flatMap(file -> pattern.matcher(text(file)).results().map(found -> file + ": " + found.group()))
                .toList();
    }

    private static Path resolve(Path file, String target) {
        Path path =
                target.startsWith("/ui/") ? UI.resolve(target.substring("/ui/".length())) : file.resolveSibling(target);
        return path.normalize();
    }

    private static List<Path> own(String end) {
        return files(UI).stream()
                .filter(file -> file.toString().endsWith(end) && !file.startsWith(UI.resolve("console/vendor")))
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
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
