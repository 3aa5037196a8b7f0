package io.antiphon.outbound.door;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.rows.ConsentRows;
import io.antiphon.outbound.rows.ConsentRows.Consent;
import io.antiphon.outbound.rows.Keys;
import io.antiphon.outbound.rows.MarkRows;
import io.antiphon.outbound.rows.OutboundFold;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.settings.SettingsReader;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Endpoint;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Position;
import io.antiphon.spi.Problem;
import io.antiphon.spi.Profile;
import io.antiphon.spi.Profiles;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Role;
import io.antiphon.spi.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/outbound/settings} and {@code /api/consents}: what is asked before something leaves. */
final class SettingResources {

    private static final int MOST_LOOKS = 100;
    private static final int LOOK = 20;

    private final Standing standing;
    private final State state;
    private final Profiles profiles;

    SettingResources(Standing standing, State state, Profiles profiles) {
        this.standing = standing;
        this.state = state;
        this.profiles = profiles;
    }

    List<Endpoint> all() {
        String settings = "/api/outbound/settings";
        String consents = "/api/consents/{profile}";
        return List.of(
                Endpoint.of("GET", settings, "What may leave when: consent, budget, quiet hours, approval, texts, calendars.", r -> settings()),
                Endpoint.of("PUT", settings, "Sets all of it at once; tells all that is wrong with it.", Role.SUPERVISOR, this::set),
                Endpoint.of("GET", consents, "What a person agreed to hear, the latest word first.", Role.AGENT, this::consents),
                Endpoint.of(
                        "POST",
                        consents,
                        "Records that a person agreed or withdrew: {purpose, channel, given, basis}.",
                        Role.AGENT,
                        this::consent));
    }

    private Response settings() {
        String document = standing.known().settings().document();
        Object body = document.equals("{}") ? SettingsReader.usual().toString() : document;
        return new Response(200, Map.of("content-type", "application/json"), body);
    }

    private Response set(Request request) {
        if (!request.person().units().isEmpty()) {
            throw new AntiphonException(
                    AntiphonException.Code.FORBIDDEN, "These settings are for all units; you answer for some of them");
        }
        SettingsReader reader = new SettingsReader();
        if (reader.read(request.text()) == null) {
            return wrong(reader.problems());
        }
        standing.order(List.of(Entry.Commanded.of(
                request.user(), Words.SETTINGS, Words.OUTBOUND, Map.of("document", request.text()))));
        standing.reconsider();
        return settings();
    }

    private static Response wrong(List<Problem> problems) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", "Bad Request");
        body.put("status", 400);
        body.put("detail", problems.size() == 1
                ? problems.get(0).where() + " " + problems.get(0).what()
                : problems.size() + " things are wrong with the settings; nothing was changed");
        body.put("errors", problems.stream()
                .map(problem -> Map.of("pointer", problem.where(), "detail", problem.what()))
                .toList());
        return new Response(400, Map.of("content-type", "application/problem+json"), body);
    }

    private Profile profile(Request request) {
        String id = request.parameter("profile");
        return profiles.get(id)
                .orElseThrow(() -> new AntiphonException(
                        AntiphonException.Code.NOT_FOUND, "There is no profile '" + id + "'"));
    }

    private Response consents(Request request) {
        Profile profile = profile(request);
        Set<String> keys = Keys.of(profile.identities(), profile.id());
        List<Consent> words = state.read(OutboundFold.NAME, tx -> ConsentRows.of(tx, keys));
        return Response.ok(Map.of("profile", profile.id(), "items", words));
    }

    private Response consent(Request request) throws InterruptedException {
        Profile profile = profile(request);
        Body body = Body.of(request).knows("purpose", "channel", "given", "basis");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("purpose", body.needed("purpose"));
        told.put("channel", body.text("channel"));
        told.put("given", body.flag("given"));
        told.put("basis", body.text("basis"));
        told.put("keys", List.copyOf(Keys.of(profile.identities(), profile.id())));
        Position position = standing.order(
                        List.of(Entry.Commanded.of(request.user(), Words.CONSENT, profile.id(), told)))
                .get(0)
                .position();
        told.remove("keys");
        told.put("effective", awaitSeen(position));
        return Response.of(201, told);
    }

    /** Whether the fold knows it, so that it counts; if not within some seconds, it will. */
    private boolean awaitSeen(Position position) throws InterruptedException {
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (state.read(OutboundFold.NAME, tx -> MarkRows.get(tx, MarkRows.SEEN)) >= position.offset()) {
                return true;
            }
            Thread.sleep(LOOK);
        }
        return false;
    }
}
