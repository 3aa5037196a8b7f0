package io.antiphon.outbound.settings;

import io.antiphon.outbound.Leaving;
import io.antiphon.outbound.calendar.Pause;
import io.antiphon.spi.Person;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people set about what may leave.
 *
 * @param document as it was given
 * @param zone of who has none, and whose unit has none
 * @param zones by unit
 * @param consent by purpose; {@link #consent(String)} knows the others
 */
public record OutboundSettings(
        String document,
        ZoneId zone,
        Map<String, ZoneId> zones,
        Map<String, Usual> consent,
        Budget budget,
        Quiet quiet,
        List<Which> approval,
        Checks checks,
        List<Pause> pauses) {

    /** What is done as long as somebody has said nothing. */
    public enum Usual {
        /** It leaves. */
        ALLOW,
        /** It is refused. */
        DENY,
        /** It is held until they say yes, or a person approves it. */
        ASK
    }

    /** What is done with a text at which something is wrong. */
    public enum Wrong {
        /** Nothing. */
        ALLOW,
        /** A person looks at it. */
        HOLD,
        /** It never leaves. */
        REFUSE
    }

    /**
     * How often one person may be written to.
     *
     * @param allowances all of them bind
     * @param hold whether what is too much is held until there is room again; else it is refused
     * @param complaintDays for how long an open complaint blocks; 0 for never
     * @param blocked the purposes an open complaint blocks
     */
    public record Budget(List<Allowance> allowances, boolean hold, int complaintDays, Set<String> blocked) {

        /** Those that bind a purpose. */
        public List<Allowance> of(String purpose) {
            return allowances.stream()
                    .filter(allowance -> allowance.purposes().contains(purpose))
                    .toList();
        }
    }

    /** At most so many messages of some purposes in so many days. */
    public record Allowance(Set<String> purposes, int most, int days) {}

    /**
     * When people want their peace.
     *
     * @param from the first quiet minute; from the same to the same is never
     * @param to the first that is not quiet
     * @param replyMinutes a reply to what was heard so recently may leave all the same
     */
    public record Quiet(LocalTime from, LocalTime to, Set<String> purposes, int replyMinutes) {}

    /** Which actions need another's approval: all it names must be so; what is empty stands for anything. */
    public record Which(
            String unit, String channel, String connection, String campaign, String purpose, String type) {

        /** Whether it is about an action. */
        public boolean covers(Leaving leaving) {
            return new io.antiphon.outbound.stop.Scope(unit, channel, connection, campaign).covers(leaving)
                    && (purpose.isEmpty() || purpose.equals(leaving.purpose()))
                    && (type.isEmpty() || type.equals(leaving.action().type()));
        }
    }

    /** What is done with texts that are empty, have variables left, are in another language than stated, or are foul. */
    public record Checks(Wrong empty, Wrong variables, Wrong language, Wrong profanity) {}

    /** Copies. */
    public OutboundSettings {
        zones = Map.copyOf(zones);
        consent = Map.copyOf(consent);
        approval = List.copyOf(approval);
        pauses = List.copyOf(pauses);
    }

    /** Of a document in the journal; the usual ones if it is empty. */
    public static OutboundSettings stored(String document) {
        SettingsReader reader = new SettingsReader();
        OutboundSettings settings = reader.read(document.isEmpty() ? "{}" : document);
        if (settings == null) {
            throw new IllegalStateException("The settings in the journal cannot be read: " + reader.problems());
        }
        return settings;
    }

    /** What is done for a purpose; for one that nobody set it is denied. */
    public Usual consent(String purpose) {
        return consent.getOrDefault(purpose, Usual.DENY);
    }

    /** The zone of a unit: that of the nearest unit above it that has one. */
    public ZoneId zone(String unit) {
        return zones.entrySet().stream()
                .filter(set -> Person.isWithin(unit, set.getKey()))
                .max(java.util.Comparator.comparingInt(set -> set.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(zone);
    }
}
