/** The commands {@code antiphon:script-*} of the administrator's shell. Foreign text is never printed as it is. */
@NullMarked
@Header(name = "Karaf-Commands", value = "io.antiphon.scripting.shell")
package io.antiphon.scripting.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
