package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.settings.CareSettings;
import io.antiphon.care.settings.Macro;
import io.antiphon.care.settings.Queue;
import io.antiphon.care.settings.Template;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could be done with a case: who should take it, what it may be merged with, what may be written. */
final class Suggestions {

    private static final int MOST = 5;

    private final Kernel kernel;
    private final Presence presence;

    Suggestions(Kernel kernel, Presence presence) {
        this.kernel = kernel;
        this.presence = presence;
    }

    Map<String, Object> of(Case one, Person asks) {
        CareSettings settings = kernel.settings();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("assignees", assignees(one, settings));
        all.put("queue", one.queue);
        all.put("merge", merge(one, asks));
        all.put("templates", templates(one, asks, settings));
        all.put("macros", settings.macros().stream().map(Suggestions::macro).toList());
        return all;
    }

    private List<Map<String, Object>> assignees(Case one, CareSettings settings) {
        Map<String, Long> loads = kernel.read(cases -> cases.loads());
        return new Choice(kernel.everybody(), presence::isWorking, settings)
                .of(one, loads).stream()
                        .limit(MOST)
                        .map(candidate -> Map.<String, Object>of(
                                "name", candidate.person().name(),
                                "title", candidate.person().title(),
                                "open", candidate.open(),
                                "why", candidate.why()))
                        .toList();
    }

    /** Other open cases of whom profiles say that it is the same person. */
    private List<Map<String, Object>> merge(Case one, Person asks) {
        if (one.profile.isEmpty()) {
            return List.of();
        }
        Profile profile = kernel.profiles().get(one.profile).orElse(Profile.ANONYMOUS);
        List<String> ids = new ArrayList<>(List.of(one.profile));
        if (!profile.anonymous() && !profile.id().equals(one.profile)) {
            ids.add(profile.id());
        }
        List<Map<String, Object>> found = new ArrayList<>();
        for (String id : ids) {
            kernel.read(cases -> cases.list(
                            "WHERE profile = ? AND profile <> '' AND is_open = 1 ORDER BY id DESC LIMIT 20", List.of(id)))
                    .stream()
                    .filter(other -> other.id != one.id && asks.covers(other.unit) && other.unit.equals(one.unit))
                    .limit(MOST)
                    .forEach(other -> found.add(Map.of(
                            "id", CaseId.of(other.id),
                            "subject", kernel.masked(other.subject),
                            "why", "the same person")));
        }
        return found;
    }

    private List<Map<String, Object>> templates(Case one, Person asks, CareSettings settings) {
        Profile customer = kernel.profiles().get(one.profile).orElse(Profile.ANONYMOUS);
        Variables variables = Variables.of(one, customer, asks);
        return settings.templates().stream()
                .sorted(Comparator.comparing((Template template) ->
                        template.language().isEmpty() || !Queue.speaks(List.of(template.language()), one.language)))
                .map(template -> {
                    Variables.Filled filled = variables.fill(template.text());
                    Map<String, Object> item = new LinkedHashMap<>();
                    item.put("name", template.name());
                    item.put("title", template.title());
                    item.put("language", template.language());
                    item.put("text", filled.text());
                    item.put("missing", filled.missing());
                    return item;
                })
                .toList();
    }

    private static Map<String, Object> macro(Macro macro) {
        return Map.of(
                "name", macro.name(),
                "title", macro.title(),
                "steps", macro.steps().stream().map(Macro.Step::verb).toList());
    }
}
