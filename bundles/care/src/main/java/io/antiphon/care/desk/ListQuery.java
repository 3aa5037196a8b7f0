package io.antiphon.care.desk;

import io.antiphon.care.cases.Case;
import io.antiphon.care.cases.CaseId;
import io.antiphon.care.cases.State;
import io.antiphon.care.cases.Waiting;
import io.antiphon.spi.Person;
import io.antiphon.spi.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Which cases somebody wants to see, in which order and from where on. */
final class ListQuery {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final StringJoiner where = new StringJoiner(" AND ", "WHERE ", "");
    private final List<Object> values = new ArrayList<>();
    private final String order;
    private final List<String> words;
    private final int limit;
    private final String tag;
    private String after;

    ListQuery(Request request) {
        order = one(request, "order", "priority", List.of("priority", "due", "latest"));
        words = List.of(request.query("text").orElse("").toLowerCase(Locale.ROOT).strip().split("\\s+"));
        limit = limit(request);
        after = request.query("after").orElse("");
        state(request.query("state").orElse("open"));
        request.query("queue").ifPresent(queue -> equal("queue", queue.equals("none") ? "" : queue));
        request.query("assignee").ifPresent(name -> assignee(name, request.person()));
        request.query("unit").ifPresent(unit -> units(List.of(unit)));
        request.query("profile").ifPresent(profile -> equal("profile", profile));
        request.query("waiting").ifPresent(word -> number("waiting", word(word).ordinal()));
        request.query("priority").ifPresent(this::priority);
        tag = request.query("tag").orElse("");
        request.query("snoozed").ifPresent(word -> where.add(Boolean.parseBoolean(word) ? "snoozed > 0" : "snoozed = 0"));
        if (!request.person().units().isEmpty()) {
            units(request.person().units());
        }
    }

    private static String one(Request request, String name, String usual, List<String> of) {
        String value = request.query(name).orElse(usual);
        if (!of.contains(value)) {
            throw new IllegalArgumentException(name + ": one of " + String.join(", ", of));
        }
        return value;
    }

    private static int limit(Request request) {
        String told = request.query("limit").orElse(String.valueOf(USUAL));
        if (!told.matches("\\d{1,3}") || Integer.parseInt(told) < 1 || Integer.parseInt(told) > MOST) {
            throw new IllegalArgumentException("limit: a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(told);
    }

    private static Waiting word(String word) {
        for (Waiting one : Waiting.values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        throw new IllegalArgumentException("waiting: one of us, customer, nobody");
    }

    private void state(String word) {
        if (word.equals("open")) {
            where.add("is_open = 1");
        } else if (word.equals("closed")) {
            where.add("is_open = 0");
        } else if (word.equals("all")) {
            where.add("id > 0");
        } else {
            for (State one : State.values()) {
                if (one.word().equals(word)) {
                    where.add(one == State.CLOSED ? "is_open = 0" : "is_open = 1");
                    number("state", one.ordinal());
                    return;
                }
            }
            throw new IllegalArgumentException(
                    "state: one of open, closed, all, received, acknowledged, assessed, answered, reopened");
        }
    }

    private void assignee(String name, Person asks) {
        equal("assignee", name.equals("me") ? asks.name() : name.equals("none") ? "" : name);
        if (!name.equals("none")) {
            where.add("assignee <> ''");
        }
    }

    private void equal(String column, String value) {
        where.add(column + " = ?");
        values.add(value);
    }

    private void number(String column, long value) {
        where.add(column + " = ?");
        values.add(value);
    }

    private void priority(String told) {
        if (!told.matches("[1-4]")) {
            throw new IllegalArgumentException("priority: 1 to 4");
        }
        number("priority", Long.parseLong(told));
    }

    private void units(List<String> units) {
        StringJoiner any = new StringJoiner(" OR ", "(", ")");
        for (String unit : units) {
            any.add("unit = ? OR unit >= ? AND unit < ?");
            values.add(unit);
            values.add(unit + "/");
            values.add(unit + "0"); // the character after '/'
        }
        where.add(any.toString());
    }

    /** A page, read in pieces until it is full, or enough has been looked through. */
    List<Case> page(Kernel kernel, int mostLooked) {
        List<Case> page = new ArrayList<>();
        int looked = 0;
        boolean more = true;
        while (more && page.size() <= limit && looked < mostLooked) {
            List<Case> piece = kernel.read(cases -> cases.list(sql(), values()));
            looked += piece.size();
            more = piece.size() == MOST + 1;
            for (Case one : piece) {
                if (page.size() <= limit) {
                    after = key(one);
                    if (fits(one)) {
                        page.add(one);
                    }
                }
            }
        }
        return page;
    }

    int limit() {
        return limit;
    }

    private boolean fits(Case one) {
        String all = (one.subject + " " + String.join(" ", one.tags) + " " + CaseId.of(one.id)).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(all::contains) && (tag.isEmpty() || one.tags.contains(tag));
    }

    private String columns() {
        return switch (order) {
            case "due" -> "due, id";
            case "latest" -> "changed";
            default -> "priority, due, id";
        };
    }

    private String sql() {
        String columns = columns();
        String from = after.isEmpty()
                ? ""
                : " AND (" + columns + ")" + (order.equals("latest") ? " < " : " > ") + "("
                        + "?, ".repeat(columns.split(", ").length - 1) + "?)";
        return where + from + " ORDER BY " + columns + (order.equals("latest") ? " DESC" : "") + " LIMIT " + (MOST + 1);
    }

    private List<Object> values() {
        List<Object> all = new ArrayList<>(values);
        if (!after.isEmpty()) {
            String[] parts = after.split("\\.");
            if (!after.matches("[\\d.]{1,80}") || parts.length != columns().split(", ").length) {
                throw new IllegalArgumentException("after: the 'next' of the page before");
            }
            for (String part : parts) {
                all.add(Long.parseLong(part));
            }
        }
        return all;
    }

    /** Where a case stands in the order. */
    String key(Case one) {
        return switch (order) {
            case "due" -> one.due + "." + one.id;
            case "latest" -> String.valueOf(one.changed);
            default -> one.priority + "." + one.due + "." + one.id;
        };
    }
}
