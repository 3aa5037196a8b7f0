/**
 * The contract between Antiphon's kernel and everything that plugs into it.
 *
 * <p>Plugins implement the {@link org.osgi.annotation.versioning.ConsumerType consumer types}
 * ({@link io.antiphon.spi.Connector}, {@link io.antiphon.spi.Source}, {@link io.antiphon.spi.Sink},
 * {@link io.antiphon.spi.Enricher}, {@link io.antiphon.spi.Policy}, {@link io.antiphon.spi.Guard},
 * {@link io.antiphon.spi.Fold}, {@link io.antiphon.spi.Endpoint}, {@link io.antiphon.spi.Page},
 * {@link io.antiphon.spi.Vitals}) and register them as OSGi services, usually with one
 * {@code @Component}. The kernel implements the
 * {@link org.osgi.annotation.versioning.ProviderType provider types} and offers them as services.
 *
 * <p>All records are immutable: collections are copied in their constructors. Nothing is null
 * unless it is marked {@code @Nullable}.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.antiphon.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
