package de.komcert.e2e;

/** The screens every page must fit: a desk in the Lagezentrum, a telephone, and the narrowest one that is still sold. */
enum Screen {
    DESK(1280, 900),
    PHONE(390, 844),
    NARROW(320, 640);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
