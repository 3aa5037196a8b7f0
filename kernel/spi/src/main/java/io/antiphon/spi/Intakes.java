package io.antiphon.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The kernel's entrance to the journal, with its limits: lag, rate, bounds. Thread-safe. */
@ProviderType
public interface Intakes {

    /**
     * Appends signals as heard by a connection; as {@link Intake#accept(List)}.
     *
     * @param connection a connection's id, or {@code api} for what is posted without one
     */
    List<Receipt> accept(String connection, List<Signal> signals);

    /** Throws what {@link #accept} would throw now if so much is being offered that it must wait; else returns. */
    void admit();

    /** What a connection remembered under a key. */
    Optional<String> recall(String connection, String key);

    /** Remembers for a connection, durably; an empty value forgets. */
    void remember(String connection, String key, String value);
}
