package io.antiphon.care.cases;

import io.antiphon.spi.Entry;
import io.antiphon.spi.Fold;
import io.antiphon.tck.FoldKit;
import java.sql.SQLException;
import java.util.List;

class CareKitTest extends FoldKit {

    @Override
    protected Fold fold() {
        return new Care();
    }

    @Override
    protected List<Entry> entries() {
        try {
            return new RandomHistory(1).entries(400);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
