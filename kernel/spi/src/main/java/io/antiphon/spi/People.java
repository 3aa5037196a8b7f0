package io.antiphon.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who works with Antiphon. A service; thread-safe. */
@ProviderType
public interface People {

    /** Everybody, by name. */
    List<Person> list();

    /** Somebody by name. */
    Optional<Person> find(String name);
}
