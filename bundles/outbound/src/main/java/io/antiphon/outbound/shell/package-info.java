/** The commands of the administrator's shell about what leaves. Foreign text is never printed as it is. */
@NullMarked
@Header(name = "Karaf-Commands", value = "io.antiphon.outbound.shell")
package io.antiphon.outbound.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
