package io.antiphon.outbound.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.antiphon.outbound.calendar.ICalendar;
import io.antiphon.outbound.calendar.Pause;
import io.antiphon.outbound.settings.OutboundSettings.Allowance;
import io.antiphon.outbound.settings.OutboundSettings.Budget;
import io.antiphon.outbound.settings.OutboundSettings.Checks;
import io.antiphon.outbound.settings.OutboundSettings.Quiet;
import io.antiphon.outbound.settings.OutboundSettings.Usual;
import io.antiphon.outbound.settings.OutboundSettings.Which;
import io.antiphon.outbound.settings.OutboundSettings.Wrong;
import io.antiphon.outbound.stop.Scope;
import io.antiphon.spi.Problem;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a document of settings and tells all that is wrong with it at once. Used once. */
public final class SettingsReader {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MOST_DAYS = 365;
    private static final int MOST_MESSAGES = 10_000;
    private static final Set<String> SOLD = Set.of("promotion", "survey");

    private final Parts parts = new Parts();

    /** What is wrong; empty if nothing. */
    public List<Problem> problems() {
        return parts.problems();
    }

    /** The settings; null if something is wrong. */
    public @Nullable OutboundSettings read(String document) {
        JsonNode root;
        try {
            root = JSON.readTree(document);
        } catch (JsonProcessingException e) {
            parts.wrong("", "this is not JSON: " + e.getOriginalMessage());
            return null;
        }
        parts.known(
                root, "", "zone", "zones", "consent", "budget", "quiet", "approval", "text", "calendars");
        ZoneId zone = parts.zone(root, "", "zone", ZoneId.of("UTC"));
        Map<String, ZoneId> zones = new LinkedHashMap<>();
        parts.fields(root, "", "zones")
                .forEach((unit, node) -> zones.put(unit, parts.zone(node, "/zones/" + unit, ZoneId.of("UTC"))));
        OutboundSettings settings = new OutboundSettings(
                document,
                zone,
                zones,
                consent(root),
                budget(parts.object(root, "", "budget")),
                quiet(parts.object(root, "", "quiet")),
                approval(root),
                checks(parts.object(root, "", "text")),
                pauses(root, zone));
        return problems().isEmpty() ? settings : null;
    }

    private Map<String, Usual> consent(JsonNode root) {
        Map<String, Usual> consent = new LinkedHashMap<>();
        consent.put("service", Usual.ALLOW);
        parts.fields(root, "", "consent")
                .forEach((purpose, node) ->
                        consent.put(purpose, parts.one(node, "/consent/" + purpose, Usual.class, Usual.DENY)));
        return consent;
    }

    private Budget budget(JsonNode node) {
        String at = "/budget";
        parts.known(node, at, "allowances", "beyond", "complaintDays", "blocked");
        List<Allowance> allowances = new ArrayList<>();
        if (!node.has("allowances")) {
            allowances.add(new Allowance(SOLD, 2, 7));
        }
        int i = 0;
        for (JsonNode one : parts.list(node, at, "allowances")) {
            String here = at + "/allowances/" + i++;
            parts.known(one, here, "purposes", "most", "days");
            allowances.add(new Allowance(
                    parts.texts(one, here, "purposes", SOLD),
                    parts.number(one, here, "most", 2, 0, MOST_MESSAGES),
                    parts.number(one, here, "days", 7, 1, MOST_DAYS)));
        }
        String beyond = parts.text(node, at, "beyond", "refuse");
        if (!beyond.equals("refuse") && !beyond.equals("hold")) {
            parts.wrong(at + "/beyond", "is one of refuse and hold, not '" + beyond + "'");
        }
        return new Budget(
                allowances,
                beyond.equals("hold"),
                parts.number(node, at, "complaintDays", 30, 0, MOST_DAYS),
                parts.texts(node, at, "blocked", Set.of("promotion")));
    }

    private Quiet quiet(JsonNode node) {
        String at = "/quiet";
        parts.known(node, at, "from", "to", "purposes", "replyMinutes");
        return new Quiet(
                parts.time(node, at, "from", LocalTime.of(21, 0)),
                parts.time(node, at, "to", LocalTime.of(8, 0)),
                parts.texts(node, at, "purposes", SOLD),
                parts.number(node, at, "replyMinutes", 60, 0, 10_080));
    }

    private List<Which> approval(JsonNode root) {
        List<Which> all = new ArrayList<>();
        int i = 0;
        for (JsonNode one : parts.list(root, "", "approval")) {
            String at = "/approval/" + i++;
            parts.known(one, at, "unit", "channel", "connection", "campaign", "purpose", "type");
            all.add(new Which(
                    parts.text(one, at, "unit", ""),
                    parts.text(one, at, "channel", ""),
                    parts.text(one, at, "connection", ""),
                    parts.text(one, at, "campaign", ""),
                    parts.text(one, at, "purpose", ""),
                    parts.text(one, at, "type", "")));
        }
        return all;
    }

    private Checks checks(JsonNode node) {
        String at = "/text";
        parts.known(node, at, "empty", "variables", "language", "profanity");
        return new Checks(
                wrong(node, at, "empty", Wrong.REFUSE),
                wrong(node, at, "variables", Wrong.HOLD),
                wrong(node, at, "language", Wrong.HOLD),
                wrong(node, at, "profanity", Wrong.HOLD));
    }

    private Wrong wrong(JsonNode node, String at, String name, Wrong usual) {
        return node.has(name) ? parts.one(node.get(name), at + "/" + name, Wrong.class, usual) : usual;
    }

    private List<Pause> pauses(JsonNode root, ZoneId zone) {
        List<Pause> pauses = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        int i = 0;
        for (JsonNode one : parts.list(root, "", "calendars")) {
            String at = "/calendars/" + i++;
            parts.known(one, at, "name", "text", "unit", "channel", "connection", "campaign", "resume");
            String name = parts.text(one, at, "name", "");
            if (name.isBlank() || !names.add(name)) {
                parts.wrong(at + "/name", "each calendar has a name of its own");
            }
            String resume = parts.text(one, at, "resume", "itself");
            if (!resume.equals("itself") && !resume.equals("person")) {
                parts.wrong(at + "/resume", "is one of itself and person, not '" + resume + "'");
            }
            Scope scope = new Scope(
                    parts.text(one, at, "unit", ""),
                    parts.text(one, at, "channel", ""),
                    parts.text(one, at, "connection", ""),
                    parts.text(one, at, "campaign", ""));
            ICalendar.Result read = ICalendar.read(parts.text(one, at, "text", ""), zone);
            read.problems().forEach(problem -> parts.wrong(at + "/text", problem));
            read.events().forEach(event -> pauses.add(Pause.of(name, event, scope, resume.equals("person"))));
        }
        return pauses;
    }

    /** The settings with all that is not given filled in, for people to start from. */
    public static JsonNode usual() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        var root = make.objectNode();
        root.put("zone", "UTC");
        root.set("zones", make.objectNode());
        root.set(
                "consent",
                make.objectNode().put("service", "allow").put("promotion", "deny").put("survey", "deny"));
        var allowance = make.objectNode();
        allowance.set("purposes", make.arrayNode().add("promotion").add("survey"));
        allowance.put("most", 2).put("days", 7);
        var budget = make.objectNode();
        budget.set("allowances", make.arrayNode().add(allowance));
        budget.put("beyond", "refuse").put("complaintDays", 30);
        budget.set("blocked", make.arrayNode().add("promotion"));
        root.set("budget", budget);
        var quiet = make.objectNode().put("from", "21:00").put("to", "08:00");
        quiet.set("purposes", make.arrayNode().add("promotion").add("survey"));
        quiet.put("replyMinutes", 60);
        root.set("quiet", quiet);
        root.set("approval", make.arrayNode());
        root.set(
                "text",
                make.objectNode()
                        .put("empty", "refuse")
                        .put("variables", "hold")
                        .put("language", "hold")
                        .put("profanity", "hold"));
        root.set("calendars", make.arrayNode());
        return root;
    }
}
