package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.spi.Person;
import io.antiphon.spi.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the variables of templates: {@code {{customer.name}}}, {@code {{customer.TRAIT}}}, {@code {{agent.title}}}, {@code {{case.id}}},
 * {@code {{case.subject}}}.
 */
record Variables(Map<String, String> values) {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]{1,64})\\s*}}");

    /** A text, and which variables nobody knows a value of; those stand in it as they were. */
    record Filled(String text, List<String> missing) {}

    static Variables of(Case one, Profile customer, Person agent) {
        Map<String, String> values = new HashMap<>();
        customer.traits().forEach((name, value) -> {
            if (value instanceof String || value instanceof Long) {
                values.put("customer." + name, value.toString());
            }
        });
        values.put("agent.name", agent.name());
        values.put("agent.title", agent.title());
        values.put("case.id", CaseId.of(one.id));
        values.put("case.subject", one.subject);
        return new Variables(values);
    }

    Filled fill(String template) {
        List<String> missing = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = values.get(name);
            if (value == null) {
                missing.add(name);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        matcher.appendTail(text);
        return new Filled(text.toString(), missing);
    }
}
