package io.antiphon.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A page of the console that a bundle brings. A service. Its files are served to everybody under
 * {@code /ui/NAME/}, so they hold code and style, never data.
 */
@ConsumerType
public interface Page {

    /** Lower-case, unique; part of its address. */
    String name();

    /** For the navigation; empty for files that are not a page (shared modules, the shell itself). */
    String title();

    /** Place in the navigation, ascending. */
    default int order() {
        return 100;
    }

    /** The least role whose people see it in the navigation. */
    default Role role() {
        return Role.VIEWER;
    }

    /**
     * The file of the ES module whose default export is the page's Preact component, called with
     * {@code {params, api, navigate}}.
     */
    default String module() {
        return "page.js";
    }

    /**
     * The file of an ES module whose default export is a Preact component that is shown above every page, called with {@code {api}};
     * empty for none. For what must always be in sight, such as whether anything may leave.
     */
    default String header() {
        return "";
    }

    /**
     * One of its files; by default from the folder {@code ui/NAME} of its bundle.
     *
     * @param file relative, without {@code ..}
     */
    default Optional<byte[]> file(String file) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/ui/" + name() + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
