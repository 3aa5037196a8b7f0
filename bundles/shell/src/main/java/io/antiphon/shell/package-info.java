/**
 * The commands {@code antiphon:*} of the administrator's shell. Each asks the kernel's services and shows what they say; text that came
 * from outside is never printed as it is, since a terminal obeys control characters.
 */
@NullMarked
@Header(name = "Karaf-Commands", value = "io.antiphon.shell")
package io.antiphon.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
