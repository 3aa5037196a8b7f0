package io.antiphon.journal;

import io.antiphon.spi.Entry;

/** The kinds of entries, by the number that stands in the file. The numbers never change. */
enum Kind {
    HEARD(1),
    UNDERSTOOD(2),
    DECIDED(3),
    PERFORMED(4),
    COMMANDED(5);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Kind of(Entry entry) {
        if (entry instanceof Entry.Heard) {
            return HEARD;
        }
        if (entry instanceof Entry.Understood) {
            return UNDERSTOOD;
        }
        if (entry instanceof Entry.Decided) {
            return DECIDED;
        }
        return entry instanceof Entry.Performed ? PERFORMED : COMMANDED;
    }

    static Kind of(int code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no entry has the kind " + code);
    }
}
