package io.antiphon.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The writing side of the journal, for the kernel. A service; thread-safe. */
@ProviderType
public interface Recorder {

    /**
     * Appends entries in one piece: all or none, next to each other, in order. Returns after the fsync that covers them; many
     * callers share one. A {@link Entry.Heard} is recognised as repeated by connection and external id, a derived entry by its
     * id: it is not appended again and its receipt names the first one's position.
     *
     * @param entries at most 10,000, without positions
     * @return one receipt for each, in the same order
     * @throws AntiphonException BUSY if the queue of waiting callers is full; UNAVAILABLE if the disk refuses
     */
    List<Receipt> append(List<Entry> entries);
}
