package io.antiphon.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Says that the container has started all bundles that it starts by itself. A service without methods: it comes once, after the
 * last of these bundles, and stays. Until it is here, what is missing may be on its way; whoever would do something in its absence
 * waits.
 */
@ProviderType
public interface Begun {}
