package io.antiphon.insight.pii;

import io.antiphon.spi.PersonalData;
import org.osgi.service.component.annotations.Component;

/** What the kernel asks before it shows what was said. */
@Component
public final class PersonalMask implements PersonalData {

    @Override
    public String mask(String text) {
        return Masking.mask(text);
    }
}
