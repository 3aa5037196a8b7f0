package io.antiphon.care.desk;

import io.antiphon.spi.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who looks at which case just now, and who is at work at all. Not durable. Thread-safe. */
final class Presence {

    private static final Duration LOOKING = Duration.ofSeconds(30);
    private static final Duration WORKING = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private record Look(String title, Instant since, Instant latest, boolean writing) {}

    private final Clock clock;
    private final Map<Long, Map<String, Look>> looks = new ConcurrentHashMap<>();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    Presence(Clock clock) {
        this.clock = clock;
    }

    /** Somebody asked for something. */
    void seen(Person person) {
        if (!person.isNobody() && seen.size() < MOST) {
            seen.put(person.name(), clock.instant());
        }
    }

    boolean isWorking(String name) {
        Instant latest = seen.get(name);
        return latest != null && latest.plus(WORKING).isAfter(clock.instant());
    }

    /** Somebody looks at a case. */
    void look(long id, Person person, boolean writing) {
        Instant now = clock.instant();
        if (looks.size() >= MOST) {
            looks.values().removeIf(all -> all.values().stream().noneMatch(one -> isFresh(one, now)));
        }
        if (looks.size() < MOST) {
            looks.computeIfAbsent(id, fresh -> new ConcurrentHashMap<>())
                    .compute(
                            person.name(),
                            (name, before) -> new Look(
                                    person.title(),
                                    before == null || !isFresh(before, now) ? now : before.since(),
                                    now,
                                    writing));
        }
    }

    private static boolean isFresh(Look look, Instant now) {
        return look.latest().plus(LOOKING).isAfter(now);
    }

    /** Who looks at a case, but for one. */
    List<Map<String, Object>> at(long id, String but) {
        Instant now = clock.instant();
        List<Map<String, Object>> present = new ArrayList<>();
        looks.getOrDefault(id, Map.of()).forEach((name, look) -> {
            if (!name.equals(but) && isFresh(look, now)) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", name);
                one.put("title", look.title());
                one.put("writing", look.writing());
                one.put("since", look.since());
                present.add(one);
            }
        });
        return present;
    }
}
