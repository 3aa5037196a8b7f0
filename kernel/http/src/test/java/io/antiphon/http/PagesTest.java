package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {

    @AutoClose
    private final Server server = new Server();

    static Page page(String name, String title, Map<String, String> files) {
        return new Page() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return title;
            }

            @Override
            public Optional<byte[]> file(String file) {
                return Optional.ofNullable(files.get(file)).map(text -> text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private void bring(Page page) {
        server.room().extensions().bring(page, "console 1.0", "1.0");
    }

    private Answer browse(String path) {
        return server.send(
                server.anonymous(path).header("Accept", "text/html,*/*;q=0.8").GET());
    }

    @Test
    void theConsoleIsServedToEverybodyWithAStrictPolicy() {
        bring(page("console", "", Map.of("index.html", "<p>hello", "lib/a.js", "export {}")));
        Answer index = browse("/").is(200);
        assertEquals("text/html;charset=utf-8", index.header("content-type").replace(" ", ""));
        assertTrue(index.header("content-security-policy").contains("script-src 'self'"));
        assertFalse(index.header("content-security-policy").contains("unsafe"));
        Answer module = browse("/ui/console/lib/a.js").is(200);
        assertTrue(module.header("content-type").startsWith("text/javascript"));
        assertEquals("nosniff", module.header("x-content-type-options"));
        browse("/ui/console/lib/b.js").is(404);
    }

    @Test
    void aKnownFileIsNotSentAgain() {
        bring(page("console", "", Map.of("index.html", "<p>hello")));
        Answer first = browse("/").is(200);
        Answer second = server.send(server.anonymous("/")
                .header("If-None-Match", first.header("etag"))
                .GET());
        assertEquals(304, second.status());
        assertEquals("", second.body());
    }

    @Test
    void anAddressOfTheConsoleShowsItsShellToABrowserOnly() {
        bring(page("console", "", Map.of("index.html", "<p>hello")));
        assertEquals("<p>hello", browse("/profiles/p-1").is(200).body());
        assertEquals("<p>hello", browse("/connections").is(200).body());
        server.get("/connections").is(404);
        for (String path : new String[] {"/hooks", "/ui/console/none.js", "/health/none", "/ui"}) {
            browse(path).is(404);
        }
        browse("/api/none").is(401);
    }

    @Test
    void withoutTheConsoleComingBackLaterIsAsked() {
        Answer answer = browse("/signals").is(503);
        assertFalse(answer.header("retry-after").isEmpty());
        browse("/ui/care/page.js").is(503);
    }

    @Test
    void pagesComeAndGoInTheNavigation() {
        Page care = page("care", "Care", Map.of("page.js", "1"));
        bring(page("console", "", Map.of()));
        bring(care);
        bring(page("care", "Another", Map.of("page.js", "2")));
        Answer pages = server.get("/api/pages").is(200);
        assertEquals(1, pages.size("items"));
        assertEquals("Care", pages.at("items.0.title"));
        assertEquals("page.js", pages.at("items.0.module"));
        assertEquals("1", browse("/ui/care/page.js").body());
        assertEquals("waiting", server.get("/api/plugins").at("items.1.state"));
        server.room().extensions().take(care);
        assertEquals("2", browse("/ui/care/page.js").body());
        Answer plugins = server.get("/api/plugins");
        assertEquals(List.of("active", "active"), List.of(plugins.at("items.0.state"), plugins.at("items.1.state")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/console/../secret", "/ui/console/%2e%2e/secret", "/ui/console/a/%2e%2e/%2e%2e/secret",
                        "/ui/console/.hidden",
                "/ui/console/a%5c..%5csecret", "/ui/console/", "/ui/console//etc/passwd", "/ui/console/%2fetc/passwd"
            })
    void nothingOutsideOfAPageIsServed(String path) throws IOException {
        bring(new Page() {
            @Override
            public String name() {
                return "console";
            }

            @Override
            public String title() {
                return "";
            }

            @Override
            public Optional<byte[]> file(String file) {
                return Optional.of(("leaked " + file).getBytes(StandardCharsets.UTF_8));
            }
        });
        try (Wire wire = new Wire(server)) {
            wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = wire.readUntil("\0");
            assertFalse(answer.contains("leaked"), answer);
        }
    }
}
