package io.antiphon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Page;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which role each resource takes. */
final class RolesTest {

    private static final String TABLE = """
            open          GET    /
            open          GET    /health/live
            open          GET    /health/ready
            open          GET    /ui/{page}/{file…}
            open          POST   /api/session
            open          POST   /hooks/{connection}
            viewer        GET    /api/session
            viewer        DELETE /api/session
            viewer        GET    /api/connections
            viewer        GET    /api/connections/{id}
            viewer        GET    /api/connectors
            viewer        GET    /api/events
            viewer        GET    /api/openapi.json
            viewer        GET    /api/pages
            viewer        GET    /api/profiles
            viewer        GET    /api/profiles/{id}
            viewer        GET    /api/profiles/{id}/timeline
            viewer        GET    /api/signals
            viewer        GET    /api/signals/{id}
            viewer        GET    /api/status
            viewer        PUT    /api/people/{name}/password
            viewer-whole  GET    /api/profiles/{id}/links
            viewer-whole  GET    /api/profiles/{id}/portrait
            viewer-whole  GET    /metrics
            agent         GET    /api/people
            agent         GET    /api/people/{name}
            supervisor-whole GET /api/plugins
            supervisor-whole GET /api/profiles/candidates
            supervisor    POST   /api/profiles/link
            supervisor    POST   /api/profiles/unlink
            administrator GET    /api/bundles
            administrator POST   /api/bundles
            administrator DELETE /api/bundles/{name}
            administrator POST   /api/bundles/{name}/rollback
            administrator DELETE /api/connections/{id}
            administrator PUT    /api/connections/{id}
            administrator POST   /api/connections/{id}/check
            administrator POST   /api/connections/{id}/pause
            administrator POST   /api/connections/{id}/preview
            administrator POST   /api/connections/{id}/resume
            administrator GET    /api/deadletters
            administrator GET    /api/deadletters/{id}
            administrator DELETE /api/deadletters/{id}
            administrator POST   /api/deadletters/{id}/retry
            administrator POST   /api/people
            administrator DELETE /api/people/{name}
            administrator PUT    /api/people/{name}
            administrator POST   /api/people/{name}/tokens
            administrator DELETE /api/people/{name}/tokens/{id}
            administrator POST   /api/plugins/{kind}/{name}/release
            administrator POST   /api/signals
            """;

    @AutoClose
    private final Server server = new Server();

    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.strip().split("\\s+");
            table.put(cells[1] + " " + cells[2], cells[0]);
        });
        return table;
    }

    /** Whoever adds a route says in the table who may ask. */
    @Test
    void everyRouteHasTheRoleOfTheTable() {
        Map<String, String> found = new TreeMap<>();
        for (Route route : server.room().door().router().routes()) {
            found.put(
                    route.method() + " " + route.template(),
                    route.isOpen() ? "open" : route.least().word() + (route.isWhole() ? "-whole" : ""));
        }
        assertEquals(table(), found);
    }

    @Test
    void whoHasALesserRoleIsToldWhichOneItTakes() {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, server.hire("some-" + role.word(), role.word()));
        }
        table().forEach((route, who) -> {
            if (who.equals("open")) {
                return;
            }
            Role least = Role.of(who.replace("-whole", ""));
            String method = route.split(" ")[0];
            String path = route.split(" ")[1].replace("{", "").replace("}", "");
            tokens.forEach((role, token) -> {
                if (!role.includes(least)) {
                    Answer refused = server.send(server.as(token, path).method(method, BodyPublishers.noBody()))
                            .is(403);
                    assertTrue(refused.body().contains("takes the role " + least.word()), refused.body());
                }
            });
        });
        server.send(server.as(tokens.get(Role.ADMINISTRATOR), "/api/deadletters")
                        .GET())
                .is(200);
        server.send(server.as(tokens.get(Role.AGENT), "/api/people").GET()).is(200);
        server.send(server.as(tokens.get(Role.VIEWER), "/api/status").GET()).is(200);
    }

    @Test
    void whatTellsOfAllUnitsIsNotForThoseWhoAreLimited() {
        String limited = server.hire("lim", "supervisor", "acme/emea");
        table().forEach((route, who) -> {
            if (who.endsWith("-whole")) {
                String path = route.split(" ")[1].replace("{", "").replace("}", "");
                Answer refused = server.send(server.as(limited, path).GET()).is(403);
                assertTrue(refused.body().contains("limited to acme/emea"), refused.body());
            }
        });
    }

    @Test
    void anEndpointOfABundleTakesItsRoleAndIsToldWhoAsks() {
        AtomicReference<Request> asked = new AtomicReference<>();
        server.room()
                .extensions()
                .bring(
                        Endpoint.of("POST", "/api/cases/{id}", "Does.", Role.AGENT, request -> {
                            asked.set(request);
                            return Response.empty();
                        }),
                        "cases 1",
                        "1");
        String viewer = server.hire("vera", "viewer");
        String agent = server.hire("anna", "agent", "acme/emea");
        Answer refused = server.send(server.as(viewer, "/api/cases/7").POST(BodyPublishers.noBody()))
                .is(403);
        assertEquals("This takes the role agent; you have the role viewer.", refused.at("detail"));
        server.send(server.as(agent, "/api/cases/7").POST(BodyPublishers.noBody()))
                .is(204);
        assertEquals("anna", asked.get().user());
        assertEquals(Role.AGENT, asked.get().person().role());
        assertEquals(List.of("acme/emea"), asked.get().person().units());
        assertTrue(asked.get().header("authorization").isEmpty());

        Answer api = server.get("/api/openapi.json").is(200);
        Map<?, ?> post = (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) api.at("paths")).get("/api/cases/{id}")).get("post");
        assertEquals("agent", post.get("x-role"));
        assertTrue(((Map<?, ?>) post.get("responses")).containsKey("403"));
    }

    @Test
    void thePagesOfHigherRolesAreLeftOut() {
        server.room().extensions().bring(page("open", Role.VIEWER), "b 1", "1");
        server.room().extensions().bring(page("closed", Role.ADMINISTRATOR), "b 1", "1");
        String agent = server.hire("anna", "agent");
        Answer seen = server.send(server.as(agent, "/api/pages").GET()).is(200);
        assertEquals(1, seen.size("items"));
        assertEquals("open", seen.at("items.0.name"));
        assertEquals("viewer", seen.at("items.0.role"));
        assertEquals(2, server.get("/api/pages").size("items"));
    }

    private static Page page(String name, Role role) {
        return new Page() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String title() {
                return name;
            }

            @Override
            public Role role() {
                return role;
            }
        };
    }
}
