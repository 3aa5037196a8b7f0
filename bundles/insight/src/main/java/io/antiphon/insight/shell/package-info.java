/** The commands of the administrator's shell about what was understood. Foreign text is never printed as it is. */
@NullMarked
@Header(name = "Karaf-Commands", value = "io.antiphon.insight.shell")
package io.antiphon.insight.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
