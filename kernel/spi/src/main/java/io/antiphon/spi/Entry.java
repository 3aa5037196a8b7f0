package io.antiphon.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, appended to the journal once and never changed.
 *
 * <p>An entry that has not been appended yet has the position {@link Position#START}.
 */
public sealed interface Entry {

    /** Where it stands in the journal. */
    Position position();

    /**
     * Its id. For {@link Heard} and {@link Commanded} the written position; for a derived entry an id
     * computed from the position it derives from, who derived it and an index, so that appending it
     * again is harmless.
     */
    String id();

    /** When it was appended. Time, for a policy, is this. */
    Instant at();

    /** The entry this one derives from, or null for what came from outside. */
    @Nullable
    Position cause();

    /** The same entry at a position; the journal calls this. */
    Entry at(Position position, String id, Instant at);

    /**
     * A signal was heard.
     *
     * @param connection the id of the connection it came in by
     * @param signal as it was offered, with the connection's channel and unit filled in
     */
    record Heard(Position position, String id, Instant at, String connection, Signal signal) implements Entry {
        /** A signal about to be appended. */
        public static Heard of(String connection, Signal signal) {
            return new Heard(Position.START, "", Instant.EPOCH, connection, signal);
        }

        @Override
        public @Nullable Position cause() {
            return null;
        }

        /** When it happened outside, or else when it was heard. */
        public Instant occurredAt() {
            Instant stated = signal.occurredAt();
            return stated == null ? at : stated;
        }

        @Override
        public Heard at(Position itsPosition, String itsId, Instant when) {
            return new Heard(itsPosition, itsId, when, connection, signal);
        }
    }

    /**
     * What all enrichers and the resolution of the profile found in one signal. A signal may be understood again, when an enricher
     * has become another: the latest understanding is the one that counts, decisions were made on the first.
     *
     * @param heard the signal; the journal stores only its position and joins it on reading. If it is
     *     gone by retention, a tombstone of kind {@code forgotten}
     * @param profile the id of the profile as it was then; null for an anonymous signal
     * @param insights of all enrichers, in the order of their names
     * @param replaced the insights of the understanding that this one takes the place of, so that a fold can take back what it made of
     *     them; empty for the first
     */
    record Understood(
            Position position,
            String id,
            Instant at,
            Heard heard,
            @Nullable String profile,
            List<Insight> insights,
            List<Insight> replaced)
            implements Entry {

        private static final String FIRST = ".understood";

        /** Copies. */
        public Understood {
            insights = List.copyOf(insights);
            replaced = List.copyOf(replaced);
        }

        /** A first understanding. */
        public Understood(
                Position position,
                String id,
                Instant at,
                Heard heard,
                @Nullable String profile,
                List<Insight> insights) {
            this(position, id, at, heard, profile, insights, List.of());
        }

        /** An understanding about to be appended. */
        public static Understood of(Heard heard, @Nullable String profile, List<Insight> insights) {
            return new Understood(Position.START, heard.id() + FIRST, Instant.EPOCH, heard, profile, insights);
        }

        /**
         * An understanding about to be appended that takes the place of this one.
         *
         * @param number 2 for the second understanding of the signal, and so on
         */
        public Understood again(int number, List<Insight> now) {
            return new Understood(
                    Position.START, heard.id() + FIRST + "." + number, Instant.EPOCH, heard, profile, now, insights);
        }

        /** Whether it is not the first understanding of its signal. */
        public boolean isAgain() {
            return !id.endsWith(FIRST);
        }

        @Override
        public Position cause() {
            return heard.position();
        }

        @Override
        public Understood at(Position itsPosition, String itsId, Instant when) {
            return new Understood(itsPosition, itsId, when, heard, profile, insights, replaced);
        }
    }

    /**
     * Something was decided.
     *
     * @param cause the entry the decision is about
     * @param profile the id of the profile as it was then; null if there was none
     * @param policy who decided: a policy's name, or {@code person:NAME}
     * @param version the policy's version
     * @param action what is to be done, with its id
     */
    record Decided(
            Position position,
            String id,
            Instant at,
            Position cause,
            @Nullable String profile,
            String policy,
            String version,
            Action action)
            implements Entry {

        /** A decision about to be appended; its id and its action's id are computed here. */
        public static Decided of(
                Position cause, @Nullable String profile, String policy, String version, int index, Action action) {
            String id = cause + "." + policy + "." + index;
            return new Decided(Position.START, id, Instant.EPOCH, cause, profile, policy, version, action.withId(id));
        }

        @Override
        public Decided at(Position itsPosition, String itsId, Instant when) {
            return new Decided(itsPosition, itsId, when, cause, profile, policy, version, action);
        }
    }

    /**
     * An action was performed, or refused, or is unsure. For a timer: it rang.
     *
     * @param cause the position of the {@link Decided} entry
     * @param profile the id of the profile as it was then; null if there was none
     * @param action the action
     * @param outcome what became of it
     */
    record Performed(
            Position position,
            String id,
            Instant at,
            Position cause,
            @Nullable String profile,
            Action action,
            Outcome outcome)
            implements Entry {

        /**
         * An outcome about to be appended.
         *
         * @param attempt counts the attempts on this action from 0; part of the id
         */
        public static Performed of(Decided decided, Outcome outcome, int attempt) {
            return new Performed(
                    Position.START,
                    decided.id() + ".performed." + attempt,
                    Instant.EPOCH,
                    decided.position(),
                    decided.profile(),
                    decided.action(),
                    outcome);
        }

        @Override
        public Performed at(Position itsPosition, String itsId, Instant when) {
            return new Performed(itsPosition, itsId, when, cause, profile, action, outcome);
        }
    }

    /**
     * A person or an administrator ordered something.
     *
     * @param who the user's name
     * @param command a verb: {@code unlink, pause, retry, …}
     * @param subject what it is about: a profile's, a connection's, a case's id
     * @param arguments details, as {@link Signal#attributes}
     */
    record Commanded(
            Position position,
            String id,
            Instant at,
            String who,
            String command,
            String subject,
            Map<String, Object> arguments)
            implements Entry {
        /** Copies. */
        public Commanded {
            arguments = Attributes.copy(arguments);
        }

        /** An order about to be appended. */
        public static Commanded of(String who, String command, String subject, Map<String, ?> arguments) {
            return new Commanded(Position.START, "", Instant.EPOCH, who, command, subject, Attributes.copy(arguments));
        }

        /** What it was ordered about, if its argument {@code cause} names a position: so it stands in the trace of that. */
        @Override
        public @Nullable Position cause() {
            if (!(arguments.get("cause") instanceof String named)) {
                return null;
            }
            try {
                Position cause = Position.parse(named);
                return cause.offset() > 0 ? cause : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public Commanded at(Position itsPosition, String itsId, Instant when) {
            return new Commanded(itsPosition, itsId, when, who, command, subject, arguments);
        }
    }
}
