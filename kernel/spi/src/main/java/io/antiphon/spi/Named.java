package io.antiphon.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name an enricher, policy or guard goes by in entries, metrics and messages. It becomes the
 * service property {@code antiphon.named}; without it, the component's name is used. The version that goes
 * with it is the bundle's, or the service property {@code antiphon.version}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Named {

    /** Prefix of the service property. */
    String PREFIX_ = "antiphon.";

    /** Lower-case, unique among plugins of its kind. */
    String value();
}
