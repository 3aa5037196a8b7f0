package io.antiphon.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows what is personal in a text. A service; the kernel asks it before it shows to people what was said. While there is none, nothing
 * is masked.
 */
@ConsumerType
@FunctionalInterface
public interface PersonalData {

    /**
     * A text with what is personal in it masked: as long as it was, with every other place where it was. Any thread, concurrently;
     * in time linear to the text.
     */
    String mask(String text);
}
