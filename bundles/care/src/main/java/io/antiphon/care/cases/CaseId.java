package io.antiphon.care.cases;

import io.antiphon.spi.Position;
import java.util.Optional;

/** A case's id: {@code C} and the position of the signal that opened it, such as {@code C0-123}. */
public final class CaseId {

    private static final String SUBJECT = "case ";

    private CaseId() {}

    /** The id of the case that the signal at an offset opened. */
    public static String of(long offset) {
        return "C" + Position.of(offset);
    }

    /** What a command on a case has as its subject. */
    public static String subject(long offset) {
        return SUBJECT + of(offset);
    }

    /** The offset of an id; empty if it is none. */
    public static Optional<Long> read(String id) {
        try {
            Position position = id.length() > 1 && id.length() < 40 && id.charAt(0) == 'C'
                    ? Position.parse(id.substring(1))
                    : Position.START;
            return position.offset() > 0 && position.partition() == 0 ? Optional.of(position.offset()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The offset in a command's subject; empty if it is not about a case. */
    public static Optional<Long> ofSubject(String subject) {
        return subject.startsWith(SUBJECT) ? read(subject.substring(SUBJECT.length())) : Optional.empty();
    }
}
