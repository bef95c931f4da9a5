package de.komcert.e2e;

/** The two screens every page must fit: a desk in the Lagezentrum and a telephone. */
enum Screen {
    DESK(1280, 900),
    PHONE(390, 844);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
