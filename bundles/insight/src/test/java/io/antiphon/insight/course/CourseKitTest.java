package io.antiphon.insight.course;

import io.antiphon.spi.Fold;
import io.antiphon.tck.FoldKit;

class CourseKitTest extends FoldKit {
    @Override
    protected Fold fold() {
        return new Course();
    }
}
